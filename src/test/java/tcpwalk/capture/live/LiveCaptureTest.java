package tcpwalk.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;

@RootOnly
class LiveCaptureTest {

    private static final int ETHERNET = 1;
    private static final int UDP_PAYLOAD = 14 + 20 + 8;
    private static final int PORT = 4747;

    private TestNetwork network;

    @BeforeEach
    void build() {
        network = TestNetwork.veth();
    }

    @AfterEach
    void remove() {
        network.close();
    }

    record Seen(int linkType, long time, int originalLength, byte[] bytes) {
        int mark() {
            return bytes[UDP_PAYLOAD];
        }
    }

    /** Keeps what a capture hands over. */
    private static final class Log implements CaptureListener {
        private final BlockingQueue<Seen> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<CaptureException> failures = new LinkedBlockingQueue<>();

        @Override
        public void frame(int linkType, long time, int originalLength, ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            frames.add(new Seen(linkType, time, originalLength, copy));
        }

        @Override
        public void failed(CaptureException reason) {
            failures.add(reason);
        }

        Seen next() throws InterruptedException {
            Seen seen = frames.poll(5, TimeUnit.SECONDS);
            assertThat(seen).as("a frame within five seconds").isNotNull();
            return seen;
        }
    }

    private final Log log = new Log();

    private LiveCapture capture(CaptureSettings settings) throws Exception {
        return network.client().call(() -> LiveCapture.start(settings.filter("udp port " + PORT), log));
    }

    private static CaptureSettings on(String name) {
        return CaptureSettings.on(name).immediate(true).bufferBytes(1 << 20);
    }

    /** A datagram of {@code length} bytes, the first of which is {@code mark}. */
    private static void send(Namespace from, String to, int mark, int length) throws Exception {
        from.call(() -> {
            try (var socket = new DatagramSocket()) {
                byte[] payload = new byte[length];
                payload[0] = (byte) mark;
                socket.send(new DatagramPacket(payload, length, InetAddress.getByName(to), PORT));
            }
            return null;
        });
    }

    @Test
    void whatIsSentRightAfterTheStartIsSeen() throws Exception {
        long before = System.currentTimeMillis() * 1_000_000;
        try (var capture = capture(on("veth0"))) {
            send(network.client(), "10.99.0.2", 1, 100);
            Seen seen = log.next();

            assertThat(seen.linkType()).isEqualTo(ETHERNET).isEqualTo(capture.linkType());
            assertThat(seen.originalLength()).isEqualTo(UDP_PAYLOAD + 100);
            assertThat(seen.bytes()).hasSize(UDP_PAYLOAD + 100);
            assertThat(seen.mark()).isEqualTo(1);
            assertThat(seen.time()).isBetween(before, System.currentTimeMillis() * 1_000_000 + 1_000_000);
        }
    }

    @Test
    void timesAreInNanosecondsAndInOrder() throws Exception {
        try (var capture = capture(on("veth0"))) {
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                send(network.client(), "10.99.0.2", i, 10);
                times.add(log.next().time());
            }

            assertThat(capture.hasNanoseconds()).isTrue();
            assertThat(times).isSorted();
            assertThat(times).as("one of eight is no whole microsecond").anyMatch(time -> time % 1000 != 0);
        }
    }

    @Test
    void theSnapshotLengthCutsAndTheOriginalLengthStays() throws Exception {
        try (var capture = capture(on("veth0").snapshotLength(60))) {
            send(network.client(), "10.99.0.2", 1, 500);
            Seen seen = log.next();

            assertThat(seen.bytes()).hasSize(60);
            assertThat(seen.originalLength()).isEqualTo(UDP_PAYLOAD + 500);
            assertThat(capture.statistics()).isEqualTo(new CaptureStatistics(1, 0, 0));
        }
    }

    @Test
    void theLongestPacketOfLoopbackIsWhole() throws Exception {
        try (var capture = capture(on("lo").snapshotLength(CaptureSettings.WHOLE_FRAMES).bufferBytes(8 << 20))) {
            send(network.client(), "127.0.0.1", 1, 65507);
            Seen seen = log.next();

            assertThat(seen.bytes()).hasSize(UDP_PAYLOAD + 65507).hasSize(seen.originalLength());
            assertThat(capture.statistics().dropped()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"lo, 1", "any, 276"})
    void loopbackShowsEachPacketOnce(String name, int linkType) throws Exception {
        try (var capture = capture(on(name))) {
            send(network.client(), "127.0.0.1", 1, 10);
            send(network.client(), "127.0.0.1", 2, 10);
            int payload = linkType == ETHERNET ? UDP_PAYLOAD : UDP_PAYLOAD - 14 + 20;

            assertThat(capture.linkType()).isEqualTo(linkType);
            assertThat(log.next().bytes()[payload]).isEqualTo((byte) 1);
            assertThat(log.next().bytes()[payload]).isEqualTo((byte) 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"BOTH, 1234", "SENT, 13", "RECEIVED, 24"})
    void theDirectionIsHonoured(CaptureSettings.Direction direction, String marks) throws Exception {
        try (var capture = capture(on("veth0").direction(direction))) {
            for (int mark = 1; mark <= 4; mark += 2) {
                send(network.client(), "10.99.0.2", mark, 10);
                send(network.server(), "10.99.0.1", mark + 1, 10);
            }
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < marks.length(); i++) {
                seen.append(log.next().mark());
            }

            assertThat(seen).hasToString(marks);
            assertThat(capture.linkType()).isEqualTo(ETHERNET);
        }
    }

    @Test
    void framesThatComeInBlocksAreAllSeenInOrder() throws Exception {
        try (var capture = capture(CaptureSettings.on("veth0"))) {
            for (int i = 0; i < 50; i++) {
                send(network.client(), "10.99.0.2", i, 10);
            }
            for (int i = 0; i < 50; i++) {
                assertThat(log.next().mark()).isEqualTo(i);
            }
            assertThat(capture.statistics().dropped()).isZero();
        }
    }

    @Test
    void aQuietCaptureClosesAtOnceAndKeepsItsCounts() throws Exception {
        LiveCapture capture = capture(on("veth0"));
        send(network.client(), "10.99.0.2", 1, 10);
        log.next();
        long before = System.nanoTime();
        capture.close();
        capture.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
        assertThat(capture.statistics().received()).isEqualTo(1);
        assertThat(log.failures).isEmpty();
    }

    @Test
    void aListenerMayCloseItsCapture() throws Exception {
        BlockingQueue<LiveCapture> captures = new LinkedBlockingQueue<>();
        CaptureListener closing = (linkType, time, length, bytes) -> {
            try {
                captures.take().close();
                log.frame(linkType, time, length, bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        LiveCapture capture = network.client().call(() -> LiveCapture.start(on("veth0").filter("udp"), closing));
        captures.add(capture);
        send(network.client(), "10.99.0.2", 1, 10);

        assertThat(log.next().mark()).isEqualTo(1);
        capture.close();
    }

    @Test
    void anInterfaceThatGoesAwayEndsTheCapture() throws Exception {
        try (var capture = capture(on("veth0"))) {
            network.client().ip("link del veth0");

            CaptureException reason = log.failures.poll(5, TimeUnit.SECONDS);
            assertThat(reason).isNotNull().hasMessageStartingWith("capture ended: ");
            assertThat(capture.statistics().received()).isZero();
        }
    }

    @Test
    void anUnknownInterfaceAndAnUnreadableFilterAreNamed() {
        assertThatThrownBy(() -> LiveCapture.start(CaptureSettings.on("nowhere"), log))
                .hasMessage("interface nowhere does not exist")
                .extracting("fault").isEqualTo(CaptureFault.INTERFACE_UNKNOWN);
        assertThatThrownBy(() -> LiveCapture.start(CaptureSettings.on("lo").filter("tcp prot 80"), log))
                .hasMessageStartingWith("filter \"tcp prot 80\": ")
                .extracting("fault").isEqualTo(CaptureFault.BAD_FILTER);
    }

    @Test
    void anInterfaceThatIsDownIsNamed() {
        network.client().ip("link set veth0 down");

        assertThatThrownBy(() -> capture(on("veth0"))).hasMessage("interface veth0 is down")
                .extracting("fault").isEqualTo(CaptureFault.INTERFACE_DOWN);
    }

    @Test
    void aUserWithoutPrivilegeIsTold() {
        assertThatThrownBy(() -> network.client().callUnprivileged(() -> LiveCapture.start(on("veth0"), log)))
                .hasMessage("this process may not capture on veth0")
                .extracting("fault").isEqualTo(CaptureFault.NO_PERMISSION);
    }

    @Test
    void privilegesAreThoseOfTheThread() throws Exception {
        assertThat(Privileges.current().mayCapture()).isTrue();
        assertThat(network.client().callUnprivileged(Privileges::current).mayCapture()).isFalse();
    }
}
