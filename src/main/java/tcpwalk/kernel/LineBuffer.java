package tcpwalk.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines, wherever a read may have ended. What no line of the kernel could be as long as is dropped. */
final class LineBuffer {

    private static final int LONGEST = 4096;

    private final Consumer<String> consumer;
    private final byte[] line = new byte[LONGEST];
    private int length;

    LineBuffer(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next != '\n') {
                line[length++ % LONGEST] = next;
            } else {
                if (length <= LONGEST) {
                    consumer.accept(new String(line, 0, length, StandardCharsets.UTF_8));
                }
                length = 0;
            }
        }
    }
}
