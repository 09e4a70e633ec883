package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.cli.HandshakeLiveTest.handshake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;

/** How long a SYN,ACK waits for its ACK, by the capture's clock: what the peer measures as the network's round trip. */
@RootOnly
class HandshakeLatencyTest {

    private static final Pattern TIME = Pattern.compile("\"frame\":[23],\"time\":([0-9.]+)");
    private static final int WALKS = 20;

    @Test
    void theAckFollowsAtOnce() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--count", "" + WALKS, "--interval", "10ms",
                    "--close", "rst", "--format", "ndjson");
            assertThat(result.status()).as(result.err()).isZero();

            List<Double> waits = new ArrayList<>();
            result.out().lines().forEach(line -> waits.add(wait(line)));
            double first = waits.get(0);
            double[] sorted = waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double median = sorted[WALKS / 2];
            String measured = String.format("SYN,ACK to ACK: first %.3f ms, median of %d %.3f ms, all %s", first * 1e3,
                    WALKS, median * 1e3, Arrays.toString(sorted));
            System.err.println(measured);
            assertThat(median).as(measured).isLessThan(0.002);
            assertThat(first).as(measured).isLessThan(0.030);
        }
    }

    private static double wait(String json) {
        Matcher times = TIME.matcher(json);
        assertThat(times.find()).as(json).isTrue();
        double synAck = Double.parseDouble(times.group(1));
        assertThat(times.find()).isTrue();
        return Double.parseDouble(times.group(1)) - synAck;
    }
}
