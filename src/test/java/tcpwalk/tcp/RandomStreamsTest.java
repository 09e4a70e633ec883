package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/** Whatever passes, in whatever order: nothing is thrown, states stay defined, and no end or number is special. */
class RandomStreamsTest {

    private static final EndpointAddress ONE = Dialogue.address("10.0.0.1", 40_000);
    private static final EndpointAddress OTHER = Dialogue.address("10.0.0.2", 80);

    /** A segment by numbers relative to both ends' initial ones, so that it can be played elsewhere. */
    private record Line(boolean fromOne, int flags, int seq, int ack, int length, int window, long time, int id,
            int ttl, int sackLeft, int sackRight, int stamp, ChecksumStatus checksum) {

        Segment segment(long frame, int oneIsn, int otherIsn, EndpointAddress one, EndpointAddress other) {
            Segment segment = new Segment().seen(frame, 1_800_000_000_000_000_000L + time, 0)
                    .between(fromOne ? one : other, fromOne ? other : one).flags(flags).length(length).window(window)
                    .seq(seq + (fromOne ? oneIsn : otherIsn)).ack(ack + (fromOne ? otherIsn : oneIsn))
                    .checksum(checksum);
            segment.packet().identification(id).timeToLive(ttl);
            if (sackRight != 0) {
                int isn = fromOne ? otherIsn : oneIsn;
                segment.options().sack(sackLeft + isn, sackRight + isn);
            }
            if (stamp != 0) {
                segment.options().timestamps(stamp, 1);
            }
            if ((flags & 2) != 0) {
                segment.options().mss(1460).windowScale(sackLeft & 7);
            }
            return segment;
        }
    }

    /** Two ends that follow their numbers most of the time, and do anything else the rest of it. */
    private static List<Line> lines(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Line> lines = new ArrayList<>();
        int[] next = {0, 0};
        long time = 0;
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(2);
            boolean wild = random.nextInt(8) == 0;
            int flags = wild ? random.nextInt(64) : i == 0 ? 2 : i == 1 ? 18 : random.nextInt(20) == 0 ? 17 : 16;
            from = i == 0 ? 0 : i == 1 ? 1 : from;
            int length = (flags & 6) != 0 ? 0 : random.nextInt(3) * random.nextInt(2000);
            int seq = next[from] + (wild ? random.nextInt(-100_000, 100_000) : random.nextInt(5) == 0
                    ? random.nextInt(-3000, 3000) : 0);
            int ack = next[1 - from] + (wild ? random.nextInt(-100_000, 100_000) : 0);
            int window = random.nextInt(6) == 0 ? 0 : random.nextInt(65_536);
            time += random.nextInt(4) == 0 ? random.nextLong(3_000_000_000L) : random.nextLong(30_000_000L);
            time -= random.nextInt(50) == 0 ? 10_000_000 : 0;
            boolean sack = random.nextInt(6) == 0;
            lines.add(new Line(from == 0, flags, seq, ack, length, window, time, random.nextInt(4) == 0 ? 0 : i + 1,
                    wild ? 200 : 60, sack ? ack + 1000 : 0, sack ? ack + 2000 : 0,
                    random.nextInt(3) == 0 ? (int) (time / 1_000_000) + 1 : 0,
                    random.nextInt(9) == 0 ? ChecksumStatus.BAD : ChecksumStatus.GOOD));
            if (!wild) {
                next[from] = Math.max(next[from], seq + length + (flags & 1) + (flags >> 1 & 1));
            }
        }
        return lines;
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 150).boxed();
    }

    private static List<Connection> play(List<Line> lines, int oneIsn, int otherIsn, EndpointAddress one,
            EndpointAddress other) {
        List<Connection> ended = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(100, connection -> true, new Findings(), ended::add);
        long frame = 0;
        for (Line line : lines) {
            table.observe(line.segment(++frame, oneIsn, otherIsn, one, other));
        }
        table.finish();
        return ended;
    }

    private static String describe(Connection connection, boolean swapped) {
        Side first = connection.address(Side.CLIENT).equals(ONE) != swapped ? Side.CLIENT : Side.SERVER;
        StringBuilder text = new StringBuilder(connection.outcome().toString());
        for (Side side : List.of(first, first.other())) {
            Endpoint end = connection.end(side);
            text.append('\n').append(end.states()).append(' ').append(end.bytes()).append(' ').append(end.segments())
                    .append(' ').append(end.retransmitted()).append(connection.closedBy() == side ? " closed" : "");
        }
        for (Step step : connection.journal().steps()) {
            text.append('\n').append(step.frame()).append(first == Side.CLIENT ? step.client() : step.server())
                    .append(first == Side.CLIENT ? step.server() : step.client());
        }
        connection.findings().forEach(found -> text.append('\n').append(found.kind()).append(found.count())
                .append(found.frames()));
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyStreamLeavesDefinedStatesAndCounters(long seed) {
        for (Connection connection : play(lines(seed, 120), 7, 9, ONE, OTHER)) {
            for (Side side : Side.values()) {
                assertThat(connection.end(side).state()).isNotNull();
                assertThat(connection.end(side).states()).isNotEmpty().doesNotContainNull();
                assertThat(connection.end(side).bytes()).isNotNegative();
            }
            int listed = connection.findings().stream().filter(found -> found.kind().isRetransmission())
                    .mapToInt(Finding::count).sum();
            assertThat(connection.client().retransmitted() + connection.server().retransmitted()).isEqualTo(listed);
            assertThat(connection.findings()).allSatisfy(found -> assertThat(found.text()).doesNotContain("null"));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void initialNumbersDoNotMatter(long seed) {
        List<Line> lines = lines(seed, 120);
        List<String> low = play(lines, 1_000_000, 2_000_000, ONE, OTHER).stream()
                .map(each -> describe(each, false)).toList();
        for (int isn : new int[] {-1, -500, -3000, Integer.MAX_VALUE - 700, Integer.MIN_VALUE + 5}) {
            assertThat(play(lines, isn, isn + 321, ONE, OTHER).stream().map(each -> describe(each, false)).toList())
                    .as("ISN %d", isn).isEqualTo(low);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swappingTheEndsSwapsTheResult(long seed) {
        List<Line> lines = lines(seed, 120);
        assertThat(play(lines, 7, 9, OTHER, ONE).stream().map(each -> describe(each, true)).toList())
                .isEqualTo(play(lines, 7, 9, ONE, OTHER).stream().map(each -> describe(each, false)).toList());
    }
}
