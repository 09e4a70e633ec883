package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetransmissionTimeoutTest {

    private static final long MILLISECOND = 1_000_000L;

    @Test
    void startsAtOneSecondAndNeverGoesBelow() {
        RetransmissionTimeout timeout = new RetransmissionTimeout();
        assertThat(timeout.value()).isEqualTo(1000 * MILLISECOND);
        timeout.sample(3 * MILLISECOND);
        assertThat(timeout.value()).isEqualTo(1000 * MILLISECOND);
    }

    @Test
    void firstMeasurementCountsTwiceAsVariation() {
        RetransmissionTimeout timeout = new RetransmissionTimeout();
        timeout.sample(800 * MILLISECOND);
        assertThat(timeout.value()).isEqualTo((800 + 4 * 400) * MILLISECOND);
    }

    @Test
    void laterOnesAreSmoothed() {
        RetransmissionTimeout timeout = new RetransmissionTimeout();
        timeout.sample(800 * MILLISECOND);
        timeout.sample(1600 * MILLISECOND);
        assertThat(timeout.smoothed()).isEqualTo(900 * MILLISECOND);
        assertThat(timeout.value()).isEqualTo((900 + 4 * 500) * MILLISECOND);
    }

    @Test
    void doublesUpToAMinute() {
        RetransmissionTimeout timeout = new RetransmissionTimeout();
        for (int i = 0; i < 20; i++) {
            timeout.backOff();
        }
        assertThat(timeout.value()).isEqualTo(60_000 * MILLISECOND);
        timeout.relax();
        assertThat(timeout.value()).isEqualTo(1000 * MILLISECOND);
    }

    @Test
    void aLostSynMeansThreeSecondsUnlessTheRoundTripIsKnown() {
        RetransmissionTimeout unknown = new RetransmissionTimeout();
        unknown.synWasLost();
        assertThat(unknown.value()).isEqualTo(3000 * MILLISECOND);
        RetransmissionTimeout known = new RetransmissionTimeout();
        known.sample(10 * MILLISECOND);
        known.synWasLost();
        assertThat(known.value()).isEqualTo(1000 * MILLISECOND);
    }
}
