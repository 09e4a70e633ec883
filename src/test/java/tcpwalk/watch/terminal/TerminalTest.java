package tcpwalk.watch.terminal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void withoutATerminalNothingIsTakenOver() {
        // A build's output goes through a pipe.
        assertThatThrownBy(Terminal::open).isInstanceOf(TerminalException.class)
                .hasMessageMatching("standard output is not a terminal|this terminal cannot move its cursor .*");
    }
}
