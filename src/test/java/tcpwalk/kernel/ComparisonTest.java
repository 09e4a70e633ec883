package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** Segments and the kernel's words by the millisecond. */
class ComparisonTest {

    private static final EndpointAddress CLIENT = new EndpointAddress(IpAddress.parse("10.0.0.1"), 40_000);
    private static final EndpointAddress SERVER = new EndpointAddress(IpAddress.parse("10.0.0.2"), 80);
    private static final EndpointAddress UNBOUND = new EndpointAddress(CLIENT.address(), 0);
    private static final long START = 1_795_373_319_000_000_000L;

    private final List<KernelRow> rows = new ArrayList<>();
    private final Comparison comparison = new Comparison(rows::add);
    private final ConnectionTable table = new ConnectionTable(1_000_000, each -> false, comparison::ended);
    private Connection connection;
    private long frame;

    private static long at(double milliseconds) {
        return START + Math.round(milliseconds * 1e6);
    }

    private void segment(double milliseconds, EndpointAddress from, EndpointAddress to, int flags, int seq, int ack) {
        Segment segment = new Segment().between(from, to).flags(flags).seq(seq).ack(ack).window(1000)
                .seen(++frame, at(milliseconds), 0);
        connection = table.observe(segment);
        comparison.observed(connection, segment.time());
    }

    private void client(double milliseconds, int flags, int seq, int ack) {
        segment(milliseconds, CLIENT, SERVER, flags, seq, ack);
    }

    private void server(double milliseconds, int flags, int seq, int ack) {
        segment(milliseconds, SERVER, CLIENT, flags, seq, ack);
    }

    private void kernel(double milliseconds, EndpointAddress local, EndpointAddress remote, TcpState from,
            TcpState to) {
        comparison.changed(new SocketChange(at(milliseconds), local, remote, from, to, new Task("curl", 4711, true)));
    }

    private void handshake() {
        client(0, TcpFlags.SYN, 100, 0);
        server(1, TcpFlags.SYN | TcpFlags.ACK, 500, 101);
        client(1.1, TcpFlags.ACK, 101, 501);
    }

    private void clientConnects() {
        kernel(-0.05, UNBOUND, SERVER, TcpState.CLOSED, TcpState.SYN_SENT);
        kernel(1.02, CLIENT, SERVER, TcpState.SYN_SENT, TcpState.ESTABLISHED);
    }

    private void serverAccepts(double milliseconds) {
        kernel(milliseconds, SERVER, CLIENT, TcpState.LISTEN, TcpState.SYN_RECEIVED);
        kernel(milliseconds + 0.01, SERVER, CLIENT, TcpState.SYN_RECEIVED, TcpState.ESTABLISHED);
    }

    private KernelSummary finish(double milliseconds) {
        comparison.finish(at(milliseconds));
        return comparison.summary();
    }

    @Test
    void theOrderInWhichBothArriveDoesNotMatter() {
        serverAccepts(1.15);
        clientConnects();
        handshake();

        assertThat(finish(1000)).isEqualTo(new KernelSummary(2, 4, 4, 0, 0, 0, 0));
        assertThat(rows).extracting(KernelRow::kernel).containsExactly(TcpState.SYN_SENT, TcpState.ESTABLISHED,
                TcpState.SYN_RECEIVED, TcpState.ESTABLISHED);
        assertThat(rows).isSortedAccordingTo((one, other) -> Long.compare(one.time(), other.time()));
    }

    @Test
    void anEndThatTheKernelDoesNotTellOfIsNotCompared() {
        handshake();
        clientConnects();

        assertThat(finish(1000).ends()).isEqualTo(1);
        assertThat(comparison.word(connection, Side.SERVER)).isNull();
        assertThat(comparison.word(connection, Side.CLIENT))
                .isEqualTo(new KernelWord(TcpState.ESTABLISHED, List.of(TcpState.SYN_SENT, TcpState.ESTABLISHED),
                        new Task("curl", 4711, true), 2, 2));
    }

    @Test
    void anotherSocketWithTheSameAddressesIsPassedOver() {
        handshake();
        clientConnects();
        // In another namespace the same ends live an earlier life, and a later one.
        kernel(20, CLIENT, SERVER, TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2);
        kernel(21, CLIENT, SERVER, TcpState.FIN_WAIT_2, TcpState.CLOSED);
        kernel(-9_000, CLIENT, SERVER, TcpState.ESTABLISHED, TcpState.CLOSED);

        assertThat(finish(1000)).isEqualTo(new KernelSummary(1, 2, 2, 0, 0, 0, 0));
    }

    @Test
    void aDivergenceIsTimedFromWhenItBeganAndItsEndIsTold() {
        handshake();
        clientConnects();
        kernel(100, CLIENT, SERVER, TcpState.ESTABLISHED, TcpState.FIN_WAIT_1);
        comparison.settle(at(140));
        assertThat(rows).noneMatch(KernelRow::isDivergence);
        comparison.settle(at(160));
        assertThat(rows).last().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(KernelRow.Kind.KERNEL_AHEAD);
            assertThat(row.time()).isEqualTo(at(100));
            assertThat(row.task()).hasToString("curl[4711]");
        });
        client(3350, TcpFlags.FIN | TcpFlags.ACK, 101, 501);

        assertThat(finish(5000).diverged()).isZero();
        assertThat(rows).filteredOn(row -> row.kind() == KernelRow.Kind.REJOINED).singleElement()
                .extracting(KernelRow::sentence)
                .isEqualTo("the wire and the kernel agree again, after 3.250 s");
    }

    @Test
    void whereWordsWereLostNothingIsSaidToDiverge() {
        handshake();
        clientConnects();
        comparison.settle(at(50));
        comparison.lost(3, at(60));
        client(100, TcpFlags.FIN | TcpFlags.ACK, 101, 501);
        server(101, TcpFlags.ACK, 501, 102);
        server(102, TcpFlags.FIN | TcpFlags.ACK, 501, 102);
        client(103, TcpFlags.ACK, 102, 502);

        assertThat(finish(1000)).isEqualTo(new KernelSummary(1, 2, 2, 0, 0, 3, 0));
        assertThat(comparison.summary()).hasToString("kernel: 2 transitions of 1 end compared: 2 agreed, 0 diverged;"
                + " 3 lost by the kernel's buffer");
    }

    @Test
    void theWordAfterALossIsTakenWhateverWentBefore() {
        handshake();
        clientConnects();
        comparison.settle(at(50));
        comparison.lost(1, at(60));
        client(100, TcpFlags.FIN | TcpFlags.ACK, 101, 501);
        server(101, TcpFlags.ACK, 501, 102);
        kernel(101.02, CLIENT, SERVER, TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2);

        assertThat(finish(1000)).isEqualTo(new KernelSummary(1, 3, 3, 0, 0, 1, 0));
    }

    @Test
    void aSocketThatWasThereBeforeIsHeldForWhatItLeaves() {
        client(0, TcpFlags.ACK | TcpFlags.PSH, 101, 501);
        server(1, TcpFlags.ACK, 501, 101);
        client(9000, TcpFlags.FIN | TcpFlags.ACK, 101, 501);
        kernel(8999.9, CLIENT, SERVER, TcpState.ESTABLISHED, TcpState.FIN_WAIT_1);

        assertThat(finish(10_000)).isEqualTo(new KernelSummary(1, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void aListenersConnectionThatNeverBecomesASocketIsShown() {
        kernel(-100, SERVER, new EndpointAddress(IpAddress.parse("0.0.0.0"), 0), TcpState.CLOSED, TcpState.LISTEN);
        comparison.settle(at(-50));
        handshake();
        client(300, TcpFlags.ACK | TcpFlags.PSH, 101, 501);

        assertThat(finish(1000).diverged()).isEqualTo(1);
        assertThat(rows).singleElement().extracting(KernelRow::sentence).asString()
                .startsWith("the wire lets one presume ESTABLISHED; the kernel has made no socket of it yet");
    }

    @Test
    void manyClientsOfOneServerFindTheirOwnOpenings() {
        for (int i = 0; i < 20; i++) {
            EndpointAddress from = new EndpointAddress(CLIENT.address(), 41_000 + i);
            kernel(i * 5, UNBOUND, SERVER, TcpState.CLOSED, TcpState.SYN_SENT);
            segment(i * 5 + 0.05, from, SERVER, TcpFlags.SYN, 100, 0);
        }
        for (int i = 19; i >= 0; i--) {
            EndpointAddress from = new EndpointAddress(CLIENT.address(), 41_000 + i);
            double then = 3000 - i * 10;
            segment(then, SERVER, from, TcpFlags.RST | TcpFlags.ACK, 0, 101);
            kernel(then + 0.05, from, SERVER, TcpState.SYN_SENT, TcpState.CLOSED);
        }
        assertThat(finish(4000)).isEqualTo(new KernelSummary(20, 40, 40, 0, 0, 0, 0));
        assertThat(rows).noneMatch(KernelRow::isDivergence);
    }

    @Test
    void aFloodIsForgottenButNotASocketOfThisMachine() {
        handshake();
        clientConnects();
        comparison.settle(at(50));
        Connection ours = connection;
        for (int i = 0; i < 100_000; i++) {
            EndpointAddress from = new EndpointAddress(new IpAddress(4, 0, 0x0b00_0000L + i), 1000);
            segment(100 + i * 0.001, from, SERVER, TcpFlags.SYN, 100, 0);
        }
        kernel(900, CLIENT, SERVER, TcpState.ESTABLISHED, TcpState.FIN_WAIT_1);
        client(900.1, TcpFlags.FIN | TcpFlags.ACK, 101, 501);

        KernelSummary summary = finish(1000);
        assertThat(summary.skipped()).isEqualTo(100_000 - 65_536);
        assertThat(summary.agreed()).isEqualTo(3);
        assertThat(comparison.word(ours, Side.CLIENT).state()).isEqualTo(TcpState.FIN_WAIT_1);
    }
}
