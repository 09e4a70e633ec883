package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineBufferTest {

    private final List<String> lines = new ArrayList<>();
    private final LineBuffer buffer = new LineBuffer(lines::add);

    private void add(String text) {
        buffer.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesComeWhereverReadsEnd() {
        for (char each : "one\ntwo\n\nthr".toCharArray()) {
            add(String.valueOf(each));
        }
        add("ee\nfour");
        assertThat(lines).containsExactly("one", "two", "", "three");
    }

    @Test
    void aLineWithoutEndIsDroppedAndTheNextOneRead() {
        for (int i = 0; i < 100; i++) {
            add("x".repeat(1000));
        }
        add("\nnext\n");
        assertThat(lines).containsExactly("next");
    }
}
