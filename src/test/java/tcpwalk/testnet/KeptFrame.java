package tcpwalk.testnet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A frame that a link keeps: held back, or copied, to be delivered when a test says so. */
public final class KeptFrame {

    private static final int PATIENCE_SECONDS = 10;

    private final CompletableFuture<byte[]> frame = new CompletableFuture<>();
    private final Consumer<byte[]> onward;

    KeptFrame(Consumer<byte[]> onward) {
        this.onward = onward;
    }

    void keep(byte[] bytes) {
        frame.complete(bytes);
    }

    /** Waits until the frame has come to the link. */
    public byte[] await() {
        try {
            return frame.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no such frame came to the link", e);
        }
    }

    /** Whether the frame has come. */
    public boolean isThere() {
        return frame.isDone();
    }

    /** Waits until the frame has come, and delivers it. */
    public void release() {
        onward.accept(await());
    }
}
