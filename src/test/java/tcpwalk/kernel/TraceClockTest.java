package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceClockTest {

    private static final long EPOCH = 1_795_373_319_000_000_000L;

    @Test
    void taiDiffersByWholeSecondsHoweverLateTheMark() {
        TraceClock clock = new TraceClock("tai");
        clock.marked(EPOCH, EPOCH + 37_000_412_000L);
        assertThat(clock.epoch(EPOCH + 40_000_000_000L)).isEqualTo(EPOCH + 3_000_000_000L);
        clock.marked(EPOCH, EPOCH + 412_000L);
        assertThat(clock.epoch(EPOCH)).isEqualTo(EPOCH);
    }

    @Test
    void monoIsMeasuredByTheMarkThatWasHeldUpLeast() {
        TraceClock clock = new TraceClock("mono");
        clock.marked(EPOCH, 1_000_000_000L + 90_000);
        clock.marked(EPOCH + 10, 1_000_000_010L + 3_000);
        clock.marked(EPOCH + 20, 1_000_000_020L + 500_000);
        assertThat(clock.epoch(1_000_000_000L)).isEqualTo(EPOCH - 3_000);
    }

    @Test
    void aClockThatIsSetBackIsFollowedWithinSomeMarks() {
        TraceClock clock = new TraceClock("mono");
        for (long i = 0; i < 40; i++) {
            long set = i < 20 ? 0 : -3_600_000_000_000L;
            clock.marked(EPOCH + i * 100 + set, i * 100);
        }
        assertThat(clock.epoch(4_000)).isEqualTo(EPOCH + 4_000 - 3_600_000_000_000L);
    }
}
