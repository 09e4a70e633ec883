package tcpwalk.tcp.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.FAST_RETRANSMISSION;
import static tcpwalk.tcp.FindingKind.RETRANSMISSION;

import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Dialogue;

/** Why data was sent again: a time-out is named only where one can have passed. */
class RetransmissionCauseTest {

    private static final String FIRST = ". 1:1001(1000) ack 1 win 64000";

    /** The client has sent five segments of 1,000 bytes within half a millisecond. */
    private static Dialogue burst(Dialogue talk) {
        for (int i = 0; i < 5; i++) {
            talk.client(". %d:%d(1000) ack 1 win 64000".formatted(1 + 1000 * i, 1001 + 1000 * i)).after(0.1);
        }
        return talk;
    }

    private static Dialogue burst() {
        return burst(new Dialogue().opened());
    }

    private static String cause(Dialogue talk) {
        Connection connection = talk.ends().connection();
        return talk.finding(RETRANSMISSION) == null ? "none: " + connection.findings()
                : talk.finding(RETRANSMISSION).word("cause");
    }

    @Test
    void aTimeOutIsOneThatHasPassed() {
        assertThat(cause(burst().after(250).client(FIRST))).isEqualTo("time-out");
    }

    /** The originals stood in a queue until the repetition had caught up with them. */
    @Test
    void nothingTimesOutWithinARoundTrip() {
        Dialogue talk = burst().client(FIRST);
        assertThat(cause(talk)).isEqualTo("unseen");
        assertThat(talk.finding(RETRANSMISSION).text()).contains("500 µs", "too soon for a time-out")
                .doesNotContain("lost beyond");
    }

    @Test
    void nothingTimesOutAtOnceWhereTheRoundTripIsUnknown() {
        assertThat(cause(burst(new Dialogue()).client(FIRST))).isEqualTo("unseen");
    }

    /** Back-off makes the next wait longer, never shorter: what comes sooner needs no time-out of its own. */
    @Test
    void whatFollowsATimeOutSoonerBelongsToItsRecovery() {
        Dialogue talk = burst().after(250).client(FIRST).after(50).client(". 1001:2001(1000) ack 1 win 64000");
        assertThat(talk.connection().findings()).anySatisfy(finding ->
                assertThat(finding.kind()).isEqualTo(RETRANSMISSION));
        assertThat(talk.connection().journal().steps().get(9).findings().get(0).word("cause")).isEqualTo("recovery");
    }

    /** Each packet has its own identification: it was sent twice, and nobody doubled it. */
    @Test
    void whatCameTogetherWithItsRepetitionWasNotDoubled() {
        Dialogue talk = new Dialogue().opened().client(FIRST).after(0.02).client(FIRST).after(20)
                .server(". 1:1(0) ack 1001 win 64000 <sack 1:1001>");
        assertThat(cause(talk)).isEqualTo("unseen");
        assertThat(talk.kinds()).doesNotContain(DUPLICATE_FRAME);
    }

    @Test
    void aHoleThatSelectiveAcknowledgmentsShowIsFilledAtOnce() {
        Dialogue talk = burst().after(20).server(". 1:1(0) ack 1001 win 64000 <sack 2001:3001>").after(0.1)
                .client(". 1001:2001(1000) ack 1 win 64000").client(". 4001:5001(1000) ack 1 win 64000");
        assertThat(talk.kinds()).containsExactly(FAST_RETRANSMISSION);
        assertThat(talk.finding(FAST_RETRANSMISSION).text()).contains("after an acknowledgment that leaves a hole");
    }

    @Test
    void theSameBytesOnceMoreAfterLongerAreAnotherTimeOut() {
        Dialogue talk = burst().after(250).client(FIRST).after(500).client(FIRST);
        assertThat(talk.connection().journal().steps().get(9).findings().get(0).text()).contains("retry 2", "back-off");
    }
}
