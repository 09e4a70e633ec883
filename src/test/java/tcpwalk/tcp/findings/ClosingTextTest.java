package tcpwalk.tcp.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.FindingKind.FIN_RETRANSMITTED;

import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Dialogue;

/** What is said of a FIN that comes again does not contradict the states. */
class ClosingTextTest {

    /** As an end that the last ACK was under way to; the reset shows that it was closed by then. */
    @Test
    void aFinThatCrossedWithTheLastAckIsOfNoEndThatIsStillClosed() {
        String text = new Dialogue().opened().client("F. 1:1(0) ack 1 win 64000").after(20)
                .server("F. 1:1(0) ack 2 win 64000").after(0.1).client(". 2:2(0) ack 2 win 64000").after(5)
                .server("F. 1:1(0) ack 2 win 64000").after(0.1).client(". 2:2(0) ack 2 win 64000").after(20)
                .server("R 2:2(0) win 0").finding(FIN_RETRANSMITTED).text();
        assertThat(text).contains("its acknowledgment had passed the tap").doesNotContain("still in CLOSED")
                .doesNotContain("no acknowledgment");
    }
}
