package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.TcpFlags;

class ConnectionTableTest {

    private final List<Connection> ended = new ArrayList<>();

    private ConnectionTable table(int limit) {
        return new ConnectionTable(limit, connection -> false, ended::add);
    }

    private static Segment syn(int client, int port, int seq, long time) {
        return new Segment().addresses(client, 1).ports(port, 80).seq(seq).flags(TcpFlags.SYN).seen(1, time, 0);
    }

    @Test
    void aFullTableGivesTheOldestHalfOpenUpAndKeepsEstablishedOnes() {
        ConnectionTable table = table(100);
        establish(table, 7, 7777);
        for (int i = 0; i < 1_000; i++) {
            table.observe(syn(i, 1_000 + i, i, i));
        }
        assertThat(table.evicted()).isEqualTo(901);
        assertThat(ended).hasSize(901).allMatch(connection -> connection.client().state() == TcpState.SYN_SENT);
        table.finish();
        assertThat(ended).hasSize(1_001).filteredOn(c -> c.outcome() == Outcome.ESTABLISHED).hasSize(1);
    }

    private static void establish(ConnectionTable table, int client, int port) {
        table.observe(syn(client, port, 0, 0));
        table.observe(new Segment().addresses(1, client).ports(80, port).seq(0).ack(1)
                .flags(TcpFlags.SYN | TcpFlags.ACK));
        table.observe(new Segment().addresses(client, 1).ports(port, 80).seq(1).ack(1).flags(TcpFlags.ACK));
        table.observe(new Segment().addresses(1, client).ports(80, port).seq(1).ack(1).flags(TcpFlags.ACK));
    }

    @Test
    void manyConnectionsAreFoundAgainWhateverTheirAddresses() {
        ConnectionTable table = table(100_000);
        SplittableRandom random = new SplittableRandom(6);
        List<Segment> first = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Segment syn = syn(random.nextInt(), random.nextInt(1, 65_536), i, i);
            first.add(syn);
            table.observe(syn);
        }
        long begun = table.begun();
        first.forEach(table::observe);
        assertThat(table.begun()).as("each was found again").isEqualTo(begun);
    }

    @Test
    void aBatchOfSegmentsDoesTheSameAsOneByOne() {
        ConnectionTable single = table(1_000);
        ConnectionTable grouped = new ConnectionTable(1_000, connection -> false, connection -> { });
        SegmentBatch batch = new SegmentBatch();
        for (int i = 0; i < 500; i++) {
            Segment syn = syn(i % 50, 1_000, i % 50, i);
            batch.add(syn);
            single.observe(syn);
        }
        grouped.prepare(batch);
        grouped.observe(batch);
        assertThat(grouped.begun()).isEqualTo(single.begun()).isEqualTo(50);
    }

    @Test
    void vlansCountOnlyWhereTheyAreToldApart() {
        ConnectionTable together = table(10);
        ConnectionTable apart = table(10);
        apart.keepVlansApart();
        for (int vlan = 1; vlan <= 2; vlan++) {
            Segment syn = syn(1, 1_000, 5, 0);
            syn.packet().vlan(vlan);
            together.observe(syn);
            apart.observe(syn);
        }
        assertThat(together.begun()).isEqualTo(1);
        assertThat(apart.begun()).isEqualTo(2);
    }

    /** The tap is before the place where the old SYN was held up: it sees only that the listener answers. */
    @Test
    void aListenerThatAnswersAnOldSynAfterTheEndBeginsAnew() {
        ConnectionTable table = table(10);
        establish(table, 7, 7777);
        table.observe(new Segment().addresses(7, 1).ports(7777, 80).seq(1).ack(1).flags(TcpFlags.FIN | TcpFlags.ACK));
        table.observe(new Segment().addresses(1, 7).ports(80, 7777).seq(1).ack(2).flags(TcpFlags.FIN | TcpFlags.ACK));
        table.observe(new Segment().addresses(7, 1).ports(7777, 80).seq(2).ack(2).flags(TcpFlags.ACK));
        assertThat(table.begun()).isEqualTo(1);
        Connection next = table.observe(new Segment().addresses(1, 7).ports(80, 7777).seq(9_000).ack(1)
                .flags(TcpFlags.SYN | TcpFlags.ACK));
        assertThat(table.begun()).isEqualTo(2);
        assertThat(ended).singleElement().extracting(Connection::outcome).isEqualTo(Outcome.CLOSED);
        assertThat(next.server().state()).isEqualTo(TcpState.SYN_RECEIVED);
    }

    @Test
    void aSynAfterTheEndBeginsAnewAndARepeatedOneDoesNot() {
        ConnectionTable table = table(10);
        table.observe(syn(1, 1_000, 5, 0));
        table.observe(syn(1, 1_000, 5, 1_000_000_000));
        assertThat(table.begun()).isEqualTo(1);
        Segment answer = new Segment().addresses(1, 1).ports(80, 1_000).ack(6);
        table.observe(answer.flags(TcpFlags.RST | TcpFlags.ACK));
        table.observe(syn(1, 1_000, 5, 2_000_000_000));
        table.observe(answer);
        assertThat(table.begun()).as("same number, refused and refused again").isEqualTo(1);
        table.observe(syn(1, 1_000, 5, 3_000_000_000L));
        table.observe(answer.flags(TcpFlags.SYN | TcpFlags.ACK));
        assertThat(table.begun()).as("same number, accepted in the end").isEqualTo(2);
        table.observe(answer.seq(1).flags(TcpFlags.RST | TcpFlags.ACK));
        table.observe(syn(1, 1_000, 5, 4_000_000_000L));
        assertThat(table.begun()).as("same number, after a reset").isEqualTo(3);
    }
}
