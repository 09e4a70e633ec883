package tcpwalk.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.capture.Frame;

class FrameRingTest {

    private final FrameRing ring = new FrameRing(4096);
    private final Frame frame = new Frame();

    /** Bytes that tell by their values which frame they are of. */
    private static ByteBuffer bytes(long number, int length) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        for (int i = 0; i < length; i++) {
            bytes.put(i, (byte) (number * 31 + i));
        }
        return bytes;
    }

    private boolean offer(FrameRing to, long number, int length) {
        return to.offer((int) number & 0xff, number, length + 7, bytes(number, length));
    }

    private void take(FrameRing from, long number, int length) {
        assertThat(from.hasNext()).isTrue();
        assertThat(from.nextTime()).isEqualTo(number);
        from.peek(frame, 3);
        assertThat(frame.time()).isEqualTo(number);
        assertThat(frame.linkType()).isEqualTo((int) number & 0xff);
        assertThat(frame.capturedLength()).isEqualTo(length);
        assertThat(frame.originalLength()).isEqualTo(length + 7);
        assertThat(frame.interfaceIndex()).isEqualTo(3);
        assertThat(frame.bytes().slice(frame.offset(), length)).isEqualTo(bytes(number, length));
        from.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 60, 96, 100, 232, 1000})
    void framesComeOutAsTheyWentInHoweverTheEndFalls(int most) {
        var random = new SplittableRandom(most);
        for (int i = 0; i < 3000; i++) {
            int length = random.nextInt(most + 1);
            assertThat(offer(ring, i, length)).isTrue();
            take(ring, i, length);
        }
        assertThat(ring.hasNext()).isFalse();
    }

    @Test
    void whatFindsNoRoomIsRefusedAndLaterFramesAreWhole() {
        int held = 0;
        while (offer(ring, held, 100)) {
            held++;
        }
        assertThat(held).isEqualTo(4096 / (24 + 104));
        ring.overflow();
        assertThat(ring.overflows()).isEqualTo(1);
        for (int i = 0; i < held; i++) {
            take(ring, i, 100);
        }
        assertThat(ring.hasNext()).isFalse();
        assertThat(offer(ring, 99, 50)).isTrue();
        take(ring, 99, 50);
    }

    @Test
    void nothingIsLostBetweenTwoThreads() throws Exception {
        int count = 300_000;
        var writer = CompletableFuture.runAsync(() -> {
            var random = new SplittableRandom(7);
            for (int i = 0; i < count; i++) {
                ByteBuffer bytes = bytes(i, random.nextInt(120));
                while (!ring.offer(i & 0xff, i, bytes.limit() + 7, bytes)) {
                    Thread.onSpinWait();
                }
            }
        });
        var random = new SplittableRandom(7);
        for (int i = 0; i < count; i++) {
            while (!ring.hasNext()) {
                Thread.onSpinWait();
            }
            ring.peek(frame, 0);
            int length = random.nextInt(120);
            if (frame.time() != i || frame.capturedLength() != length
                    || length > 0 && frame.bytes().get(frame.offset() + length - 1) != (byte) (i * 31 + length - 1)) {
                assertThat(frame.time()).as("frame").isEqualTo(i);
                assertThat(frame.capturedLength()).isEqualTo(length);
            }
            ring.release();
        }
        writer.get(10, TimeUnit.SECONDS);
    }
}
