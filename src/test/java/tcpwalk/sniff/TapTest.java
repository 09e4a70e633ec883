package tcpwalk.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tcpwalk.capture.Frame;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.live.CaptureSettings;

class TapTest {

    private final Tap tap = new Tap("none", CaptureSettings.on("none"), 4096, new Doorbell());
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(1000);

    private void fill() {
        for (int i = 0; i < 4; i++) {
            tap.frame(LinkType.ETHERNET, i, 1000, bytes);
        }
        assertThat(tap.ring().overflows()).isZero();
    }

    @Test
    void aFrameThatFindsNoRoomWaitsForIt() throws Exception {
        fill();
        var waiting = CompletableFuture.runAsync(() -> tap.frame(LinkType.ETHERNET, 4, 1000, bytes));
        Frame frame = new Frame();
        for (int i = 0; i < 5; i++) {
            while (!tap.ring().hasNext()) {
                Thread.onSpinWait();
            }
            tap.ring().peek(frame, 0);
            assertThat(frame.time()).isEqualTo(i);
            tap.ring().release();
        }
        waiting.get(10, TimeUnit.SECONDS);
        assertThat(tap.ring().overflows()).isZero();
    }

    @Test
    void aFrameThatWaitsTooLongIsCountedAsLost() {
        fill();
        tap.frame(LinkType.ETHERNET, 4, 1000, bytes);

        assertThat(tap.ring().overflows()).isEqualTo(1);
        var report = new TapReport("none", tap.statistics(), tap.ring().overflows());
        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.whereLost()).isEqualTo("1 lost because this program was too slow");
    }
}
