package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.FindingKind.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What findings say must be so: whom they name, the numbers, the cause. */
class FindingSentencesTest {

    private static final String CLIENT_FIN = "F. 101:101(0) ack 1001 win 64000";
    private static final String SERVER_FIN = "F. 1001:1001(0) ack 102 win 64000";

    private static Dialogue open() {
        return new Dialogue().opened().exchanged();
    }

    /** What the last segment's findings say. */
    private static List<String> atTheEnd(Dialogue talk) {
        List<Step> steps = talk.connection().journal().steps();
        return steps.get(steps.size() - 1).findings().stream().map(each -> each.kind() + ": " + each.text()).toList();
    }

    @Test
    void eachEndCountsTheRepetitionsOfItsOwnFin() {
        Dialogue talk = open().client(CLIENT_FIN).after(1).server(SERVER_FIN).after(210).server(SERVER_FIN).after(7)
                .client(CLIENT_FIN);
        assertThat(atTheEnd(talk)).singleElement().asString().contains("after 218 ms (retry 1)");
    }

    @Test
    void aFinWhoseAcknowledgmentPassedIsNotSaidToBeUnacknowledged() {
        Dialogue talk = open().client(CLIENT_FIN).after(1).server(SERVER_FIN).after(210).server(SERVER_FIN).after(7)
                .client(CLIENT_FIN);
        assertThat(atTheEnd(talk)).singleElement().asString().doesNotContain("TIME-WAIT")
                .endsWith("its acknowledgment had passed the tap, and crossed it or was lost beyond the tap");
    }

    @Test
    void aFinIsRepeatedSoLongAfterTheFinAndNotAfterTheLastSegment() {
        Dialogue talk = open().client(CLIENT_FIN).after(5).server("F. 1001:1001(0) ack 101 win 64000").after(0.1)
                .client(". 102:102(0) ack 1002 win 64000").after(200).client("F. 101:101(0) ack 1002 win 64000");
        assertThat(atTheEnd(talk)).singleElement().asString().contains("its FIN again after 205 ms (retry 1)")
                .contains("still in CLOSING; no acknowledgment of it has been seen");
    }

    @Test
    void aSimultaneousCloseThatShowsLateIsTimedByTheFins() {
        Dialogue talk = open().client("P. 101:201(100) ack 1001 win 64000")
                .client("F. 201:201(0) ack 1001 win 64000").after(5)
                .server("F. 1101:1101(0) ack 101 win 64000").after(15)
                .client("F. 201:201(0) ack 1001 win 64000").after(5).server("P. 1001:1101(100) ack 101 win 64000");
        assertThat(talk.finding(SIMULTANEOUS_CLOSE).text()).contains("the second FIN, 5 ms after the first");
    }

    @Test
    void aRepeatedFinThatAcknowledgesTheOthersIsNotSaidNotTo() {
        Dialogue talk = open().server("F. 1001:1001(0) ack 101 win 64000").after(40)
                .client(". 102:102(0) ack 1002 win 64000").after(260).client("F. 101:101(0) ack 1002 win 64000");
        assertThat(talk.finding(SIMULTANEOUS_CLOSE).text()).doesNotContain("does not acknowledge")
                .startsWith("the client had sent its FIN, repeated here, before it acknowledged the other end's");
    }

    @Test
    void aMissingNumberBeforeABareAcknowledgmentMayBeAFin() {
        Dialogue talk = open().server("F. 1001:1001(0) ack 101 win 64000").after(40)
                .client(". 102:102(0) ack 1002 win 64000");
        assertThat(talk.finding(PREVIOUS_SEGMENT_MISSING).text())
                .startsWith("1 byte, or a FIN, before this segment of the client has not been seen");
    }

    @Test
    void aSynOrFinThatCameTwiceIsNoByte() {
        Dialogue fin = open().client(CLIENT_FIN).after(210).client(CLIENT_FIN).after(20)
                .server(". 1001:1001(0) ack 102 win 64000 <sack 101:102>");
        assertThat(fin.finding(D_SACK).text()).contains("the client's FIN came twice: it was repeated without need");
        Dialogue syn = new Dialogue().opened().after(1000).server("S. 0:0(0) ack 1 win 64000").after(0.1)
                .client(". 1:1(0) ack 1 win 64000 <sack 0:1>");
        assertThat(syn.finding(D_SACK).text()).contains("the server's SYN came twice: it was repeated without need");
    }

    @Test
    void whereBothEndsOpenTheSynComesTwiceByDesign() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(10).server("S 0:0(0) win 64000").after(0.1)
                .client("S. 0:0(0) ack 1 win 64000").after(10).server("S. 0:0(0) ack 1 win 64000").after(0.1)
                .client(". 1:1(0) ack 1 win 64000 <sack 0:1>");
        assertThat(talk.finding(D_SACK).text()).contains("its SYN,ACK repeated it").doesNotContain("without need");
    }

    @Test
    void theBlockOfAFinThatWasHeldReportsNoDuplicateOnceTheHoleIsFilled() {
        Dialogue talk = open().server("F. 1201:1201(0) ack 101 win 64000").after(0.1)
                .client(". 101:101(0) ack 1001 win 64000 <sack 1201:1202>").after(20)
                .server("P. 1001:1201(200) ack 101 win 64000").after(0.1)
                .client(". 101:101(0) ack 1202 win 64000 <sack 1201:1202>");
        assertThat(talk.kinds()).doesNotContain(D_SACK);
    }

    @Test
    void aSelectiveAcknowledgmentNumberedPastALostFinIsADuplicateAllTheSame() {
        Dialogue talk = open().server("P. 1001:1201(200) ack 101 win 64000").server("F. 1201:1201(0) ack 101 win 64000")
                .after(100).server("F. 1201:1201(0) ack 101 win 64000").after(59)
                .client(". 102:102(0) ack 1001 win 64000 <sack 1201:1202>").after(0.1)
                .server("P. 1001:1201(200) ack 101 win 64000");
        assertThat(talk.kinds()).contains(DUPLICATE_ACK, FAST_RETRANSMISSION).doesNotContain(RETRANSMISSION);
    }

    @Test
    void anEndThatIsGoneAnswersWhatStillReachesIt() {
        Dialogue talk = open().client("R. 101:101(0) ack 1001 win 64000").after(5)
                .server("F. 1001:1001(0) ack 101 win 64000").after(0.1).client("R 101:101(0) win 0");
        assertThat(atTheEnd(talk)).singleElement().asString().contains("once more, from the client, in answer to what");
    }

    @Test
    void theOtherEndsResetIsNotSaidToBeItsSecond() {
        Dialogue talk = open().client("R. 101:101(0) ack 1001 win 64000").after(1)
                .server("R. 1001:1001(0) ack 101 win 64000");
        assertThat(atTheEnd(talk)).singleElement().asString().contains("a reset once more, from the server;");
    }

    @Test
    void anEndThatClosesARoundTripLaterHasNotKeptItsHalfOpen() {
        Dialogue far = new Dialogue().client("S 0:0(0) win 64000").after(600).server("S. 0:0(0) ack 1 win 64000")
                .after(0.1).client(". 1:1(0) ack 1 win 64000").client("F. 1:1(0) ack 1 win 64000").after(610)
                .server("F. 1:1(0) ack 2 win 64000");
        assertThat(far.kinds()).doesNotContain(HALF_CLOSE);
    }

    @Test
    void oneSynThatDrewNoAnswerIsOne() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000");
        assertThat(talk.finding(NO_ANSWER).text()).contains("drops it silently");
    }

    @Test
    void aFinWhoseNumberWasCountedBeforeComesAgain() {
        Dialogue talk = open().client(CLIENT_FIN).after(20).server(". 1002:1002(0) ack 102 win 64000").after(200)
                .server(SERVER_FIN);
        assertThat(talk.finding(FIN_RETRANSMITTED).text()).startsWith("the server sent its FIN again: frame 8, 200 ms"
                + " before, counted it already, so the first was lost before the tap");
        Dialogue overtaken = open().client(CLIENT_FIN).after(20).server(". 1002:1002(0) ack 102 win 64000").after(2)
                .server(SERVER_FIN);
        assertThat(overtaken.kinds()).doesNotContain(FIN_RETRANSMITTED);
    }

    @Test
    void aResetWithAckIsNotCalledOneWithout() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20).server("S. 0:0(0) ack 1 win 64000")
                .after(100).client("R. 1:1(0) ack 0 win 64000");
        assertThat(talk.finding(RESET).text()).doesNotContain("without ACK");
    }

    @Test
    void dataThatAFastOpenDidNotTakeIsNotSaidToBeLost() {
        Dialogue talk = new Dialogue().client("S 0:10(10) win 64000").after(0.1).server("S. 0:0(0) ack 1 win 64000")
                .after(100).client(". 1:11(10) ack 1 win 64000");
        assertThat(talk.finding(RETRANSMISSION).text()).contains("the SYN,ACK acknowledged the SYN alone")
                .doesNotContain("lost");
    }

    @Test
    void aSynThatIsNoPartOfTheConnectionIsNamedByItsFrame() {
        Dialogue talk = open().client("S 900000:900000(0) win 64000").after(0.02)
                .server(". 1001:1001(0) ack 101 win 64000").after(20).client("P. 101:201(100) ack 1001 win 64000");
        assertThat(talk.finding(OLD_DUPLICATE).text()).startsWith("the SYN of frame 7 has another initial");
    }

    @Test
    void aChallengeNamesTheFrameAndTheTimeApart() {
        Dialogue talk = open().client("S 900000:900000(0) win 64000").after(0.02)
                .server(". 1001:1001(0) ack 101 win 64000");
        assertThat(talk.finding(CHALLENGE_ACK).text())
                .startsWith("the server questions the SYN of frame 7, 20 µs later:");
    }
}
