package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.TcpFlags;

/** What is kept in rows comes out as if every segment had been observed, number by number. */
class OrdinaryConnectionsTest {

    /** Two ends that talk by the book; what the network and the tap do to it is up to {@link #disturb}. */
    private static final class Talk {
        private final SplittableRandom random;
        private final List<Segment> segments = new ArrayList<>();
        private final EndpointAddress[] ends;
        private final int[] next = new int[2];
        private final int[] acknowledged = new int[2];
        private final boolean stamps;
        private final boolean scales;
        private final int identification;
        private long time;

        Talk(SplittableRandom random, int number, long start) {
            this.random = random;
            boolean six = random.nextInt(4) == 0;
            ends = new EndpointAddress[] {
                Dialogue.address(six ? "fd00::" + number : "10.0.0." + number, 40_000 + number),
                Dialogue.address(six ? "fd00::1:1" : "10.0.1.1", 80)};
            next[0] = random.nextInt();
            next[1] = random.nextInt();
            stamps = random.nextBoolean();
            scales = random.nextInt(4) > 0;
            identification = random.nextInt(3);
            time = start;
            play();
        }

        private void play() {
            send(0, TcpFlags.SYN, 0);
            send(1, TcpFlags.SYN | TcpFlags.ACK, 0);
            send(0, TcpFlags.ACK, 0);
            int rounds = random.nextInt(12);
            for (int i = 0; i < rounds; i++) {
                int from = random.nextInt(2);
                send(from, TcpFlags.ACK, 1 + random.nextInt(1400));
                if (random.nextInt(3) > 0) {
                    send(1 - from, TcpFlags.ACK, 0);
                }
            }
            int first = random.nextInt(2);
            int last = random.nextInt(6);
            if (last > 0) {
                send(first, TcpFlags.FIN | TcpFlags.ACK, random.nextInt(3) == 0 ? 100 : 0);
            }
            if (last % 2 == 0) {
                send(1 - first, TcpFlags.ACK, 0);
            }
            if (last > 2) {
                send(1 - first, TcpFlags.FIN | TcpFlags.ACK, 0);
                send(first, TcpFlags.ACK, 0);
            }
        }

        private void send(int from, int flags, int length) {
            time += random.nextInt(20) == 0 ? random.nextLong(900_000_000) : 1_000 + random.nextLong(20_000_000);
            Segment segment = new Segment().seen(segments.size() + 1, time, 3).between(ends[from], ends[1 - from])
                    .flags(flags).seq(next[from]).length(length)
                    .window(random.nextInt(40) == 0 ? 1 + random.nextInt(9000) : 9000);
            if ((flags & TcpFlags.ACK) != 0) {
                segment.ack(next[1 - from]);
                acknowledged[from] = next[1 - from];
            }
            segment.packet().timeToLive(64 - from).identification(identification == 0 ? 0 : segments.size() * from + 1);
            if ((flags & TcpFlags.SYN) != 0) {
                segment.window(64_000).options().mss(1460);
                if (scales) {
                    segment.options().windowScale(7).permitSack();
                }
            }
            if (stamps) {
                segment.options().timestamps((int) (time / 1_000_000), 1);
            }
            next[from] = segment.end();
            segments.add(segment);
        }
    }

    private static void disturb(List<Segment> segments, SplittableRandom random) {
        int times = random.nextInt(4);
        for (int i = 0; i < times && segments.size() > 2; i++) {
            int at = random.nextInt(segments.size() - 1);
            Segment segment = segments.get(at);
            switch (random.nextInt(12)) {
                case 0 -> segments.remove(at);
                case 1 -> segments.add(at + 1, segment.copy());
                case 2 -> segments.add(random.nextInt(segments.size()), segment.copy());
                case 3 -> segments.set(at, segments.set(at + 1, segment));
                case 4 -> segment.flags(segment.flags() ^ 1 << random.nextInt(9));
                case 5 -> segment.seq(segment.seq() + random.nextInt(-3, 4));
                case 6 -> segment.ack(segment.ack() + random.nextInt(-3, 4));
                case 7 -> segment.window(random.nextInt(3) * random.nextInt(30_000));
                case 8 -> segment.length(segment.length() + random.nextInt(3000));
                case 9 -> segment.options().sack(segment.ack() + 10, segment.ack() + 20);
                case 10 -> segment.seen(segment.frame(), segment.time() - 30_000_000, 3);
                default -> segment.truncated(true);
            }
        }
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 400).boxed();
    }

    private static List<Segment> capture(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Segment>> talks = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            List<Segment> segments = new Talk(random, i, 1_800_000_000_000_000_000L + random.nextInt(1_000_000)).segments;
            disturb(segments, random);
            talks.add(segments);
        }
        List<Segment> mixed = new ArrayList<>();
        // The first connection's steps are kept as long as nobody says otherwise.
        mixed.add(new Segment().seen(1, 1, 0).between(Dialogue.address("10.9.9.9", 1), Dialogue.address("10.9.9.8", 2))
                .flags(TcpFlags.ACK));
        while (talks.stream().anyMatch(talk -> !talk.isEmpty())) {
            List<Segment> talk = talks.get(random.nextInt(talks.size()));
            if (!talk.isEmpty()) {
                Segment next = talk.remove(0);
                mixed.add(next.seen(mixed.size() + 1, next.time(), 3));
            }
        }
        return mixed;
    }

    private static List<String> observe(List<Segment> capture, boolean ordinary, int limit) {
        List<Connection> ended = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(limit, connection -> false, new Findings(), ended::add);
        if (ordinary) {
            table.declineAllOnceDeclined();
            observeInBatches(table, capture.stream().map(Segment::copy).toList());
        } else {
            capture.forEach(segment -> table.observe(segment.copy()));
        }
        table.finish();
        ended.sort(Comparator.comparingLong(Connection::id));
        return ended.stream().map(connection -> describe(connection)).toList();
    }

    private static void observeInBatches(ConnectionTable table, List<Segment> capture) {
        SegmentBatch batch = new SegmentBatch();
        for (Segment segment : capture) {
            batch.add(segment);
            if (batch.isFull()) {
                table.prepare(batch);
                table.observe(batch);
                batch.clear();
            }
        }
        table.prepare(batch);
        table.observe(batch);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNumberIsTheSame(int seed) {
        List<Segment> capture = capture(seed);
        assertThat(observe(capture, true, 1000)).isEqualTo(observe(capture, false, 1000));
    }

    private static final class Tallies implements ConnectionTable.Listener {
        private final Map<Long, List<Object>> unwanted = new TreeMap<>();
        private final Map<Long, List<Object>> ended = new TreeMap<>();
        private final boolean choosy;

        Tallies(boolean choosy) {
            this.choosy = choosy;
        }

        private static List<Object> facts(Tally tally) {
            return List.of(tally.start(), tally.duration(), tally.outcome(), tally.segments(), tally.bytes(),
                    tally.roundTrip(), String.valueOf(tally.gravest()));
        }

        @Override
        public void ended(Connection connection) {
            ended.put(connection.id(), facts(connection));
        }

        @Override
        public boolean wants(Tally connection) {
            if (choosy && connection.id() % 3 != 0) {
                unwanted.put(connection.id(), facts(connection));
                return false;
            }
            return true;
        }
    }

    @Test
    void whatNobodyWantsIsTalliedAsIfItHadBeenWanted() {
        int unwanted = 0;
        for (int seed = 0; seed < 400; seed++) {
            Tallies all = new Tallies(false);
            Tallies some = new Tallies(true);
            for (Tallies tallies : List.of(all, some)) {
                List<Segment> capture = capture(seed);
                if (seed % 2 == 0) {
                    capture.forEach(segment -> segment.payload(ByteBuffer.allocate(1), 0, 0));
                }
                ConnectionTable table = new ConnectionTable(1000, connection -> false, new Findings(), tallies);
                table.declineAllOnceDeclined();
                observeInBatches(table, capture);
                table.finish();
            }
            unwanted += some.unwanted.size();
            some.ended.putAll(some.unwanted);
            assertThat(some.ended).as("seed %d", seed).isEqualTo(all.ended);
        }
        assertThat(unwanted).isGreaterThan(100);
    }

    @Test
    void soItIsOfEveryCapture() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("captures"))) {
            files = all.filter(file -> file.toString().endsWith(".pcap")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        for (Path file : files) {
            List<Segment> capture = new ArrayList<>(capture(0));
            CaptureQuality quality = new CaptureQuality();
            new CaptureReader(List.of(file), quality).read(new FrameDecoder(new SegmentSink() {
                @Override
                public Segment segment(Segment segment) {
                    capture.add(segment.copy());
                    return segment;
                }

                @Override
                public void quoted(QuotedSegment quoted) {
                    // Opens no connection.
                }
            }, quality, Long.MAX_VALUE));
            assertThat(observe(capture, true, 1000)).as("%s", file).isEqualTo(observe(capture, false, 1000));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTableThatIsTooSmallLosesNoneFromSight(int seed) {
        List<Connection> ended = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(3, connection -> false, new Findings(), ended::add);
        table.declineAllOnceDeclined();
        observeInBatches(table, capture(seed));
        table.finish();
        assertThat(ended).extracting(Connection::id).doesNotHaveDuplicates().hasSize((int) table.begun());
        assertThat(table.evicted()).isPositive();
    }

    @Test
    void mostOrdinaryConnectionsStayInRowsToTheirEnd() {
        TcbRows tcbs = new TcbRows();
        OrdinarySegments keeping = new OrdinarySegments(tcbs, Diagnosis.NONE);
        RowIndex rows = new RowIndex(tcbs);
        ConnectionIndex index = new ConnectionIndex();
        int over = 0;
        for (int seed = 0; seed < 100; seed++) {
            boolean taken = true;
            int row = -1;
            for (Segment segment : new Talk(new SplittableRandom(seed), seed + 1, 1_000).segments) {
                SegmentBatch batch = new SegmentBatch();
                batch.add(segment);
                index.hash(batch);
                if (row < 0) {
                    row = keeping.begin(segment, batch.hash(0), seed);
                    rows.add(row, batch.hash(0));
                }
                taken &= segment.isSyn() && !segment.isAck() || keeping.take(rows.find(batch, 0), batch, 0);
            }
            over += taken ? 1 : 0;
        }
        assertThat(over).isGreaterThan(40);
    }

    private static final Set<String> ELSEWHERE = Set.of("hash", "journal", "account", "notes", "challenger", "membership");

    /** Every field, as far as it can matter. */
    private static String describe(Object object) {
        StringBuilder text = new StringBuilder();
        try {
            describe(object, "", text);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void describe(Object object, String path, StringBuilder text) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !ELSEWHERE.contains(field.getName())) {
                    field.setAccessible(true);
                    Object value = field.get(object);
                    boolean settled = field.getName().equals("since") && object instanceof StatePath way && !way.isPresumed();
                    boolean plain = value == null || value instanceof Number || value instanceof Boolean
                            || value instanceof Character || value instanceof Enum;
                    if (plain) {
                        text.append(path).append(field.getName()).append('=').append(settled ? "-" : value).append('\n');
                    } else if (value instanceof long[] || value instanceof Object[]) {
                        text.append(path).append(field.getName()).append('\n');
                    } else {
                        describe(value, path + field.getName() + '.', text);
                    }
                }
            }
        }
        if (object instanceof Connection connection) {
            connection.findings().forEach(found -> text.append(found).append('\n'));
            text.append(connection.client().states()).append(connection.server().states()).append(connection.peers()
                    .zeekHistory()).append(connection.peers().wiresharkCompleteness()).append('\n');
        }
    }
}
