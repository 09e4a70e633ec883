package tcpwalk.watch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private static final Size SIZE = new Size(10, 3);
    private static final String BEGIN = "\033[?2026h";
    private static final String END = "\033[?2026l";

    private final Display display = new Display();

    private String show(Size size, String... lines) {
        return new String(display.show(List.of(lines), size), StandardCharsets.UTF_8);
    }

    @Test
    void theFirstFrameClearsAndDrawsAll() {
        assertThat(show(SIZE, "one", "", "three")).isEqualTo(BEGIN + "\033[0m\033[H\033[2J\033[1;1Hone\033[K"
                + "\033[3;1Hthree\033[K" + END);
    }

    @Test
    void onlyChangedLinesAreDrawnAgainAndNothingWhereNoneHas() {
        show(SIZE, "one", "two", "three");
        assertThat(show(SIZE, "one", "2", "three")).isEqualTo(BEGIN + "\033[2;1H2\033[K" + END);
        assertThat(show(SIZE, "one", "2", "three")).isEmpty();
    }

    @Test
    void aLineThatIsGoneIsEmptied() {
        show(SIZE, "one", "two", "three");
        assertThat(show(SIZE, "one")).isEqualTo(BEGIN + "\033[2;1H\033[K\033[3;1H\033[K" + END);
    }

    @Test
    void anotherSizeDrawsAll() {
        show(SIZE, "one");
        assertThat(show(new Size(11, 3), "one")).contains("\033[2J", "one");
        display.forget();
        assertThat(show(new Size(11, 3), "one")).contains("\033[2J", "one");
    }

    @Test
    void theLastColumnIsNotErased() {
        assertThat(show(SIZE, "\033[1m0123456789\033[0m")).contains("0123456789\033[0m" + END);
        assertThat(show(SIZE, "\033[1m012345678\033[0m")).contains("012345678\033[0m\033[K" + END);
    }

    @Test
    void linesBeyondTheTerminalAreNotWritten() {
        assertThat(show(new Size(10, 1), "one", "two")).doesNotContain("two");
    }
}
