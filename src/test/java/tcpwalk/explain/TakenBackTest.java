package tcpwalk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Dialogue;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timelines;

/** What is said where a presumption falls, from what the machine really infers. */
class TakenBackTest {

    private static Dialogue open() {
        return new Dialogue().opened().exchanged();
    }

    @Test
    void aFirstFinAfterAResetShowsThatTheResetHadNotArrived() {
        Dialogue talk = open().client("R. 101:101(0) ack 1001 win 64000").after(5)
                .server("F. 1001:1001(0) ack 101 win 64000").states("CLOSED | CLOSED?");
        assertThat(atTheEnd(talk)).containsExactly(
                "taken back: the server carries on, so the RST had not arrived or did not count");
    }

    @Test
    void aSynAckOfOnesOwnRepeatsNothing() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20).server("S 0:0(0) win 64000").after(0.1)
                .client("S. 0:0(0) ack 1 win 64000").after(15).server("S. 0:0(0) ack 1 win 64000")
                .states("ESTABLISHED? | ESTABLISHED?");
        assertThat(atTheEnd(talk)).containsExactly(
                "taken back: the server still sends its SYN,ACK, so the client's had not arrived");
    }

    @Test
    void aRepeatedFinThatAcknowledgesTheOthersIsNotSaidNotTo() {
        Dialogue talk = open().server("F. 1001:1001(0) ack 101 win 64000").after(40)
                .client(". 102:102(0) ack 1002 win 64000").after(260).client("F. 101:101(0) ack 1002 win 64000")
                .states("CLOSING | TIME-WAIT?");
        assertThat(atTheEnd(talk)).containsExactly("taken back: the client had closed before the server's FIN arrived:"
                + " its FIN comes again, and the number of its acknowledgment had counted it already");
    }

    @Test
    void anEndThatCameToTheSameStateByAnotherWayIsNotSaidToBeElsewhere() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20).server("S 0:0(0) win 64000").after(0.1)
                .client("S. 0:0(0) ack 1 win 64000").after(40).server(". 1:1(0) ack 1 win 64000")
                .states("ESTABLISHED? | ESTABLISHED");
        assertThat(atTheEnd(talk)).containsExactly("taken back: this segment shows that the server came to ESTABLISHED"
                + " by another way: SYN-SENT → ESTABLISHED");
    }

    @Test
    void anEndThatResetsWasStillWhereItWas() {
        Dialogue talk = open().server("F. 1001:1001(0) ack 101 win 64000").after(1)
                .client("R. 101:101(0) ack 1001 win 64000").states("CLOSED | CLOSED?");
        assertThat(atTheEnd(talk)).containsExactly("taken back: this segment shows that the client was still in"
                + " ESTABLISHED and had not come to CLOSE-WAIT");
    }

    private static List<String> atTheEnd(Dialogue talk) {
        List<Row> rows = Timelines.of(talk.connection(), null).rows();
        return new Annotator(Locale.ENGLISH).takenBack(rows.get(rows.size() - 1));
    }
}
