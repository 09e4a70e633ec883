package tcpwalk.watch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.ShownState;

class FilterTest {

    private static final ConnectionLine LINE = new ConnectionLine(7, "192.0.2.7:47076", "[2001:db8::80]:8080",
            new ShownState(TcpState.TIME_WAIT, true), new ShownState(TcpState.CLOSED, false), Outcome.RESET,
            Side.CLIENT, List.of(FindingKind.RESET, FindingKind.KEEP_ALIVE), 10, 5, 0, 0, 0, false);

    @ParameterizedTest
    @CsvSource({
        "192.0.2, true", "time-wait, true", "TIME, true", "reset, true", "keep-alive, true", ":8080, true",
        ":80, false", ":47076, true", ":4707, false", "db8 reset, true", "db8 refused, false", "!refused, true",
        "!reset, false", "!:80 db8, true", "!:8080, false", "!, true", ":, true", "'', true", "'   ', true"})
    void everyWordMustBeSaid(String filter, boolean matches) {
        assertThat(new Filter(filter).words().match(LINE)).isEqualTo(matches);
    }

    @Test
    void blankFilterIsEmpty() {
        assertThat(new Filter("  ").isEmpty()).isTrue();
        assertThat(new Filter("x").isEmpty()).isFalse();
    }
}
