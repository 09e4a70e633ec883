package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tcpwalk.render.EventLine;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

class LineLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private final LineLimit limit = new LineLimit();
    private final ConnectionTable table = new ConnectionTable(100, any -> false, ended -> { });
    private final EndpointAddress client = new EndpointAddress(IpAddress.parse("10.0.0.1"), 40_000);
    private final EndpointAddress server = new EndpointAddress(IpAddress.parse("10.0.0.2"), 80);
    private final Connection opening = table.observe(segment(client, server, TcpFlags.SYN, 1, 0));

    private static Segment segment(EndpointAddress from, EndpointAddress to, int flags, int seq, int ack) {
        return new Segment().seen(1, seq, 0).between(from, to).flags(flags).seq(seq).ack(ack).window(100);
    }

    private int allowed(int tries, ConnectionEvent event, long time) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            allowed += limit.allows(opening, event, time) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void ofAFloodSoManyLinesASecondAreShownAndTheOthersCounted() {
        assertThat(allowed(5000, ConnectionEvent.OPENED, 10 * SECOND)).isEqualTo(LineLimit.PER_SECOND);
        assertThat(allowed(70, null, 10 * SECOND)).isZero();
        assertThat(limit.leftOut(10 * SECOND + 1)).isEmpty();
        assertThat(limit.leftOut(11 * SECOND)).singleElement().extracting(EventLine.Entry::cause)
                .isEqualTo("4000 opened, 70 with findings: more than 1000 lines a second");
        assertThat(limit.leftOut(12 * SECOND)).isEmpty();
        assertThat(allowed(10, ConnectionEvent.OPENED, 13 * SECOND)).isEqualTo(10);
    }

    @Test
    void whatHappensToOpenConnectionsIsAlwaysShown() {
        table.observe(segment(server, client, TcpFlags.SYN | TcpFlags.ACK, 500, 2));
        table.observe(segment(client, server, TcpFlags.ACK, 2, 501));

        assertThat(allowed(3000, ConnectionEvent.RESET, SECOND)).isEqualTo(3000);
    }
}
