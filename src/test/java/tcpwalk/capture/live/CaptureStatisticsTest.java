package tcpwalk.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptureStatisticsTest {

    @Test
    void countersOf32BitsWrap() {
        var before = new CaptureStatistics(0xffff_fff0L, 0xffff_ffffL, 5);
        var after = new CaptureStatistics(0x10, 1, 6);

        assertThat(after.since(before)).isEqualTo(new CaptureStatistics(0x20, 2, 1));
    }

    @Test
    void anInterfaceMadeAnewHasLostNothing() {
        var since = new CaptureStatistics(7, 0, 0).since(new CaptureStatistics(5, 0, 100));

        assertThat(since.droppedByInterface()).isZero();
    }
}
