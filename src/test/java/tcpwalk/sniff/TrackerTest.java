package tcpwalk.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tcpwalk.capture.Frame;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Packets;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.timeline.Timelines;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

class TrackerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_790_000_000L * SECOND;
    private static final EndpointAddress SERVER = new EndpointAddress(IpAddress.parse("10.0.0.2"), 80);
    private static final int FIN_ACK = TcpFlags.FIN | TcpFlags.ACK;

    /** Notes what it is told. */
    private static final class Log implements EventView {
        private final List<Outcome> ended = new ArrayList<>();
        private final List<List<Finding>> findings = new ArrayList<>();
        private final List<Alarm> alarms = new ArrayList<>();
        private long changes;
        private long segments;

        @Override
        public void changed(Observation seen) {
            changes++;
        }

        @Override
        public void raised(Alarm alarm) {
            alarms.add(alarm);
        }

        @Override
        public void observed(Connection connection, Segment segment) {
            segments++;
        }

        @Override
        public void ended(Connection connection) {
            ended.add(connection.outcome());
            findings.add(connection.findings());
        }

        @Override
        public void tick(long now) {
            // Nothing is shown.
        }
    }

    private final Log log = new Log();
    private final Frame frame = new Frame();
    private Tracker tracker = tracker(1000);
    private long now = START;

    private Tracker tracker(int limit) {
        Tracker made = new Tracker(limit, Thresholds.DEFAULT, connection -> true, quoted -> "");
        made.add(log);
        return made;
    }

    private static EndpointAddress client(int number) {
        return new EndpointAddress(new IpAddress(4, 0, 0x0b00_0000L + number), 40_000);
    }

    private void take(EndpointAddress from, EndpointAddress to, int flags, int seq, int ack, int length) {
        byte[] packet = Packets.ethernet(Packets.IPV4, Packets.packet(new Segment().between(from, to).flags(flags)
                .seq(seq).ack(ack).window(1000).length(length).payload(ByteBuffer.allocate(length), 0, length)));
        ByteBuffer bytes = ByteBuffer.allocateDirect(packet.length).put(0, packet);
        // Each packet has an identification of its own: the same one would be the same packet.
        bytes.putShort(18, (short) frame.number());
        tracker.accept(frame.next(now, 0).holding(LinkType.ETHERNET, bytes, 0, packet.length, packet.length));
        now += 1000;
    }

    private void open(EndpointAddress client) {
        take(client, SERVER, TcpFlags.SYN, 100, 0, 0);
        take(SERVER, client, TcpFlags.SYN | TcpFlags.ACK, 500, 101, 0);
        take(client, SERVER, TcpFlags.ACK, 101, 501, 0);
    }

    private void close(EndpointAddress client) {
        take(client, SERVER, FIN_ACK, 101, 501, 0);
        take(SERVER, client, FIN_ACK, 501, 102, 0);
        take(client, SERVER, TcpFlags.ACK, 102, 502, 0);
    }

    @Test
    void anEndedConnectionIsShownOnceItIsQuiet() {
        open(client(1));
        close(client(1));
        assertThat(log.segments).isEqualTo(6);
        tracker.tick(now + SECOND);
        assertThat(log.ended).isEmpty();
        tracker.tick(now + 3 * SECOND);
        assertThat(log.ended).containsExactly(Outcome.CLOSED);
        tracker.tick(now + 100 * SECOND);
        tracker.finish(now);
        assertThat(log.ended).hasSize(1);
    }

    @Test
    void whatComesLaterIsShownWithIt() {
        open(client(1));
        close(client(1));
        now += 3 * SECOND;
        tracker.tick(now);
        take(SERVER, client(1), FIN_ACK, 501, 102, 0);
        tracker.tick(now + 3 * SECOND);
        assertThat(log.ended).as("it waits for the acknowledgment that was lost").hasSize(1);
        take(client(1), SERVER, TcpFlags.ACK, 102, 502, 0);
        tracker.tick(now + SECOND);
        assertThat(log.ended).hasSize(1);
        tracker.tick(now + 3 * SECOND);
        assertThat(log.ended).hasSize(2);
        assertThat(log.findings.get(1)).extracting(Finding::kind).contains(FindingKind.FIN_RETRANSMITTED);
        assertThat(log.findings.get(1)).extracting(Finding::kind).doesNotHaveDuplicates();
        tracker.finish(now);
        assertThat(log.ended).hasSize(2);
    }

    @Test
    void aFloodEvictsTheOldestHalfOpenConnectionsAndKeepsTheOpenOnes() {
        int limit = 5000;
        int flood = 60_000;
        tracker = tracker(limit);
        for (int i = 0; i < 100; i++) {
            open(client(i));
        }
        for (int i = 0; i < flood; i++) {
            take(client(1000 + i), SERVER, TcpFlags.SYN, i, 0, 0);
        }
        assertThat(tracker.table().evicted()).isEqualTo(flood + 100 - limit);
        assertThat(log.ended).hasSize(flood + 100 - limit).doesNotContain(Outcome.ESTABLISHED);
        assertThat(log.alarms).extracting(alarm -> alarm.finding().kind()).containsOnly(FindingKind.SYN_FLOOD);
        tracker.finish(now);
        assertThat(log.ended).filteredOn(Outcome.ESTABLISHED::equals).hasSize(100);
        assertThat(log.ended).hasSize(flood + 100);
    }

    @Test
    void ofALongConnectionTheBeginningAndTheEndAreKept() {
        var timelines = new ArrayList<tcpwalk.timeline.Timeline>();
        tracker.add(new LiveView() {
            @Override
            public void observed(Connection connection, Segment segment) {
                // Looked at when it has ended.
            }

            @Override
            public void ended(Connection connection) {
                timelines.add(Timelines.of(connection, null));
            }

            @Override
            public void tick(long now) {
                // Nothing is shown.
            }
        });
        open(client(1));
        for (int i = 0; i < 10_000; i++) {
            take(client(1), SERVER, TcpFlags.ACK, 101 + 10 * i, 501, 10);
        }
        tracker.finish(now);
        assertThat(timelines).singleElement().satisfies(timeline -> {
            assertThat(timeline.rows()).hasSize(2001);
            assertThat(timeline.rows().get(0).frame()).isEqualTo(1);
            assertThat(timeline.rows().get(1000).event()).startsWith("8003 segments left out");
            assertThat(timeline.rows().get(2000).frame()).isEqualTo(10_003);
        });
    }

    @Test
    void onlyWhatMayChangeSomethingIsAnEvent() {
        open(client(1));
        take(client(1), SERVER, TcpFlags.ACK, 101, 501, 10);
        long changes = log.changes;
        take(client(1), SERVER, TcpFlags.ACK, 111, 501, 10);
        assertThat(log.changes).isEqualTo(changes);
        take(client(1), SERVER, TcpFlags.ACK, 111, 501, 10);
        assertThat(log.changes).isEqualTo(changes + 1);
    }
}
