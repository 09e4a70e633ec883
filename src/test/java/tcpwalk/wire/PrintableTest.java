package tcpwalk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource({"0, \\x00", "9, \\x09", "27, \\x1b", "127, \\x7f", "128, \\x80", "155, \\x9b", "8206, \\u200e",
            "8232, \\u2028", "8238, \\u202e", "8297, \\u2069", "65279, \\ufeff", "55296, \\ud800",
            "917569, \\u{e0041}"})
    void whatCouldMisleadIsSpeltOut(int codePoint, String escaped) {
        assertThat(Printable.of("a" + Character.toString(codePoint) + "b")).isEqualTo("a" + escaped + "b");
    }

    @Test
    void everythingElseStaysAsItIs() {
        String text = "eth0 µs → 确认 é § ─▶ \ud83d\ude00";
        assertThat(Printable.of(text)).isEqualTo(text);
    }
}
