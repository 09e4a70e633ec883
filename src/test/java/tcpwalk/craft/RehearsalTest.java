package tcpwalk.craft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.endpoint.Offer;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

class RehearsalTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "10.0.0.1, 192.0.2.7"})
    void theRehearsalIsAWholeWalk(String here, String there) {
        EndpointSettings settings = new EndpointSettings(Side.CLIENT,
                new EndpointAddress(IpAddress.parse(here), 40000), new EndpointAddress(IpAddress.parse(there), 80),
                new Offer(1460, 64240, 7, true, true, true), -2, 7, 1460, 3, 60_000_000_000L);
        WalkResult result = Rehearsal.run(settings, (step, connection) -> { });
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.path()).endsWith(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.TIME_WAIT);
        assertThat(result.steps()).hasSizeGreaterThanOrEqualTo(8);
    }
}
