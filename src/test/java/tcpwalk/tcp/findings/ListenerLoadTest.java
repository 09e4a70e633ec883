package tcpwalk.tcp.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerLoadTest {

    private static final long SECOND = 1_000_000_000;
    private static final long START = 1_790_000_000 * SECOND;

    private static ListenerLoad flooded(long time, int syns) {
        ListenerLoad load = new ListenerLoad();
        for (int i = 0; i < syns; i++) {
            load.opens(time, i, i);
        }
        return load;
    }

    /** Wherever within a second of the clock it begins. */
    @ParameterizedTest
    @ValueSource(longs = {0, 100, 250, 490, 510, 750, 999})
    void aHandshakeIsOverdueSoonAfterItsTimeAndNeverBefore(long milliseconds) {
        long time = START + milliseconds * 1_000_000;
        assertThat(flooded(time, 150).overdue(time + 990_000_000, SECOND)).isZero();
        assertThat(flooded(time, 150).overdue(time + 1_250_000_000, SECOND)).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 999})
    void aServerGivesItUpAfterAMinute(long milliseconds) {
        long time = START + milliseconds * 1_000_000;
        assertThat(flooded(time, 150).overdue(time + 63 * SECOND, SECOND)).isEqualTo(150);
        assertThat(flooded(time, 150).overdue(time + 65 * SECOND, SECOND)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 999})
    void oneThatFinishesLateIsOverdueNoMore(long milliseconds) {
        long time = START + milliseconds * 1_000_000;
        ListenerLoad load = flooded(time, 150);
        for (int i = 0; i < 50; i++) {
            load.finishes(time, time + 2 * SECOND);
        }
        assertThat(load.overdue(time + 2 * SECOND, SECOND)).isEqualTo(100);
        assertThat(load.halfOpen()).isEqualTo(100);
    }
}
