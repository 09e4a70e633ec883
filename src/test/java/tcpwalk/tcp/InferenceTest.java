package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.FindingKind.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows for both ends from odd, partial and forged exchanges. */
class InferenceTest {

    @Test
    void anAcknowledgmentAfterTheSynProvesASynAckThatWasNotCaptured() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").states("SYN-SENT | LISTEN").after(20)
                .client(". 1:1(0) ack 1 win 64000").states("ESTABLISHED | ESTABLISHED?").after(1)
                .client("P. 1:101(100) ack 1 win 64000").after(20).client(". 101:101(0) ack 501 win 64000")
                .states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.kinds()).containsExactly(ONE_WAY);
        assertThat(talk.connection().server().states()).containsExactly(TcpState.LISTEN, TcpState.SYN_RECEIVED,
                TcpState.ESTABLISHED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.ESTABLISHED);
    }

    /** A middlebox answers each copy of the SYN in the server's name; the client has taken the first answer. */
    @Test
    void ofTwoAnswersToOneSynTheClientsAcknowledgmentTellsWhichCounts() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(1000).client("S 0:0(0) win 64000").after(20)
                .server("S. 0:0(0) ack 1 win 64000").after(1).server("S. 900000:900000(0) ack 1 win 64000")
                .after(0.1).client(". 1:1(0) ack 1 win 64000").states("ESTABLISHED | ESTABLISHED?")
                .client("P. 1:101(100) ack 1 win 64000").after(20).server("P. 1:201(200) ack 101 win 64000").after(0.1)
                .client("F. 101:101(0) ack 201 win 64000").after(20).server("F. 201:201(0) ack 102 win 64000").after(0.1)
                .client(". 102:102(0) ack 202 win 64000");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(talk.connection().server().bytes()).isEqualTo(200);
        assertThat(talk.kinds()).containsExactlyInAnyOrder(SYN_RETRANSMITTED, SYN_COOKIE_SUSPECTED);
    }

    @Test
    void theSecondAnswerCountsWhereTheClientAcknowledgesThat() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20)
                .server("S. 0:0(0) ack 1 win 64000").after(1000).server("S. 900000:900000(0) ack 1 win 64000")
                .after(0.1).client(". 1:1(0) ack 900001 win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.kinds()).containsExactly(SYN_COOKIE_SUSPECTED);
    }

    @Test
    void aSynInTimeWaitThatNothingShowsToBeNewStaysWithTheOldConnection() {
        Dialogue talk = new Dialogue().opened().server("F. 1:1(0) ack 1 win 64000").after(0.1)
                .client("F. 1:1(0) ack 2 win 64000").after(20).server(". 2:2(0) ack 2 win 64000")
                .states("CLOSED? | TIME-WAIT").after(1000).client("S 0:0(0) win 64000")
                .states("CLOSED? | TIME-WAIT").after(20).server(". 2:2(0) ack 2 win 64000").after(0.1)
                .client("R 2:2(0) win 0");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.kinds()).contains(CHALLENGE_ACK);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.TIME_WAIT_CUT_SHORT);
    }

    @Test
    void aSynInTimeWaitThatIsAnsweredAllTheSameOpensANewConnection() {
        Dialogue talk = new Dialogue().opened().server("F. 1:1(0) ack 1 win 64000").after(0.1)
                .client("F. 1:1(0) ack 2 win 64000").after(20).server(". 2:2(0) ack 2 win 64000").after(1000)
                .client("S 0:0(0) win 64000").after(20).server("S. 90000:90000(0) ack 1 win 64000")
                .states("ESTABLISHED? | SYN-RECEIVED");
        assertThat(talk.connections()).hasSize(2);
        assertThat(talk.frames(TIME_WAIT_REUSE)).containsExactly(7L);
    }

    @Test
    void aSynAckWithAnotherNumberWhileTheOpenerStillAsksIsANewAnswer() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20)
                .server("S. 0:0(0) ack 1 win 64000").after(1000).client("S 0:0(0) win 64000").after(20)
                .server("S. 7000000:7000000(0) ack 1 win 64000").after(0.1)
                .client(". 1:1(0) ack 7000001 win 64000").after(1).server("P. 7000001:7000101(100) ack 1 win 64000")
                .states("ESTABLISHED | ESTABLISHED");
        assertThat(talk.kinds()).contains(SYN_COOKIE_SUSPECTED).doesNotContain(OUTSIDE_WINDOW);
    }

    @Test
    void whenBothOpenEachSynAndItsAnswerAreAWayToAndFro() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(7).server("S 0:0(0) win 64000").after(1)
                .client("S. 0:0(0) ack 1 win 64000").after(2).server("S. 0:0(0) ack 1 win 64000").after(500)
                .client(". 1:1(0) ack 1 win 64000").after(300).server(". 1:1(0) ack 1 win 64000");
        assertThat(talk.connection().handshakeRtt()).isEqualTo(11_000_000);
        Dialogue other = new Dialogue().client("S 0:0(0) win 64000").after(7).server("S 0:0(0) win 64000").after(1)
                .server("S. 0:0(0) ack 1 win 64000").after(2).client("S. 0:0(0) ack 1 win 64000").after(500)
                .server("P. 1:11(10) ack 1 win 64000");
        assertThat(other.connection().handshakeRtt()).isEqualTo(11_000_000);
    }

    @Test
    void aSynThatComesAgainAfterItsAnswerWasAcknowledgedIsNotBlamedOnALostAnswer() {
        Finding copy = new Dialogue().opened().exchanged().client("S 0:0(0) win 64000 <mss 1460>").after(20)
                .server(". 1001:1001(0) ack 101 win 64000").finding(OLD_DUPLICATE);
        assertThat(copy.text()).doesNotContain("lost");
    }

    @Test
    void aConnectionsSynThatComesAgainAfterItIsAnOldDuplicate() {
        Dialogue copy = ResetCases.repeatedSyn(100);
        assertThat(copy.kinds()).contains(OLD_DUPLICATE).doesNotContain(TIME_WAIT_REUSE);
        Dialogue next = ResetCases.repeatedSyn(900);
        assertThat(next.kinds()).contains(TIME_WAIT_REUSE).doesNotContain(OLD_DUPLICATE);
    }

    @Test
    void dataForAnEndThatHasClosedIsNotSaidToBeReceived() {
        Finding sent = ResetCases.halfClosed().server("P. 1001:2001(1000) ack 102 win 64000").after(0.04)
                .client("R 102:102(0) win 0").finding(HALF_CLOSE);
        assertThat(sent.text()).isEqualTo("the client has closed its half and is sent 1000 bytes more");
    }

    @Test
    void aTailLossProbeMayComeOfALateAcknowledgment() {
        Finding probe = new Dialogue().opened().client("P. 1:1001(1000) ack 1 win 64000").after(45)
                .client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 64000")
                .finding(RETRANSMISSION);
        assertThat(probe.text()).contains("tail loss probe", "it or its acknowledgment is late, or was lost beyond it");
    }

    @Test
    void aChallengeSaysWhatItQuestionsAndWhatWouldFollow() {
        Dialogue reset = new Dialogue().opened().exchanged().client("R 500:500(0) win 0").after(0.1)
                .server(". 1001:1001(0) ack 101 win 64000");
        assertThat(reset.finding(CHALLENGE_ACK).text()).startsWith("the server questions the reset of frame 7, ")
                .contains("with the exact number");
        Dialogue syn = new Dialogue().opened().exchanged().client("S 0:0(0) win 64000 <mss 1460>").after(0.1)
                .server(". 1001:1001(0) ack 101 win 64000");
        assertThat(syn.finding(CHALLENGE_ACK).text()).startsWith("the server questions the SYN of frame 7, ")
                .contains("a client that has lost the connection will answer with RST");
        Dialogue unsent = new Dialogue().opened().exchanged().client(". 101:101(0) ack 90000 win 64000").after(0.1)
                .server(". 1001:1001(0) ack 101 win 64000");
        assertThat(unsent.finding(CHALLENGE_ACK).text())
                .startsWith("the server questions the acknowledgment of frame 7, ").doesNotContain("exact");
    }

    @Test
    void whatCameTwiceByDesignWasNotRepeatedWithoutNeed() {
        Finding probe = new Dialogue().opened().exchanged().after(10_000).client(". 100:101(1) ack 1001 win 64000").after(20)
                .server(". 1001:1001(0) ack 101 win 64000 <sack 100:101>").finding(D_SACK);
        assertThat(probe.text()).isEqualTo("the server reports that 1 byte came twice: the one in the probe");
        Finding syn = new Dialogue().client("S 0:0(0) win 64000").after(7).server("S 0:0(0) win 64000").after(1)
                .client("S. 0:0(0) ack 1 win 64000").after(2).server("S. 0:0(0) ack 1 win 64000").after(1)
                .client(". 1:1(0) ack 1 win 64000 <sack 0:1>").finding(D_SACK);
        assertThat(syn.text()).isEqualTo("the client reports that the server's SYN came twice: its SYN,ACK repeated it, as"
                + " it must where both ends open at once");
    }

    @Test
    void aSplitHandshakeInFiveSegments() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20).server(". 77:77(0) ack 1 win 64000")
                .states("SYN-SENT | LISTEN").after(1).server("S 0:0(0) win 64000").after(0.1)
                .client("S. 0:0(0) ack 1 win 64000").after(20).server(". 1:1(0) ack 1 win 64000")
                .states("ESTABLISHED? | ESTABLISHED");
        assertThat(talk.kinds()).containsExactly(SPLIT_HANDSHAKE);
    }

    @Test
    void aSynWithinTheConnectionDoesNotDisturbItsNumbers() {
        Dialogue talk = new Dialogue().opened().exchanged().client("S 900000000:900000000(0) win 1 <mss 500>").after(1)
                .client("P. 101:201(100) ack 1001 win 64000").after(20).server(". 1001:1001(0) ack 201 win 64000")
                .states("ESTABLISHED | ESTABLISHED");
        assertThat(talk.kinds()).containsExactly(OLD_DUPLICATE);
        assertThat(talk.frames(OLD_DUPLICATE)).containsExactly(7L);
        assertThat(talk.connection().client().bytes()).isEqualTo(200);
        assertThat(talk.connection().client().mss()).isEqualTo(1460);
    }

    @Test
    void anAcknowledgmentOfSomethingNeverSentIsTakenBackOnceTheSenderGoesOn() {
        Dialogue talk = new Dialogue().opened().exchanged().client(". 101:101(0) ack 5001 win 64000").after(20)
                .server("P. 1001:1101(100) ack 101 win 64000").after(0.1).client(". 101:101(0) ack 1101 win 64000");
        assertThat(talk.connection().server().bytes()).isEqualTo(1100);
        assertThat(talk.connection().server().sndNxt()).isEqualTo(talk.connection().server().iss() + 1101);
        assertThat(talk.connection().server().retransmitted()).isZero();
    }

    @Test
    void anAcknowledgmentBeyondEveryWindowChangesNothing() {
        Dialogue talk = new Dialogue().opened().exchanged().client("P. 101:201(100) ack 900001 win 64000")
                .states("ESTABLISHED | ESTABLISHED").after(20).server(". 1001:1001(0) ack 101 win 64000");
        assertThat(talk.kinds()).containsExactly(OUTSIDE_WINDOW, CHALLENGE_ACK);
        assertThat(talk.connection().client().bytes()).isEqualTo(100);
    }

    @Test
    void anOldTimestampChangesNothingEvenWithAFin() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000 <mss 1460,TS val 1000 ecr 0>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,TS val 500 ecr 1000>").after(0.1)
                .client(". 1:1(0) ack 1 win 64000 <TS val 1020 ecr 500>").after(1)
                .client("P. 1:101(100) ack 1 win 64000 <TS val 1021 ecr 500>").after(20)
                .server(". 1:1(0) ack 101 win 64000 <TS val 540 ecr 1021>").after(1)
                .client("P. 101:201(100) ack 1 win 64000 <TS val 1043 ecr 540>").after(20)
                .server(". 1:1(0) ack 201 win 64000 <TS val 560 ecr 1043>").after(1)
                .client("F. 201:201(0) ack 1 win 64000 <TS val 30 ecr 540>").states("ESTABLISHED | ESTABLISHED");
        assertThat(talk.kinds()).containsExactly(OLD_DUPLICATE);
        assertThat(talk.finding(OLD_DUPLICATE).text()).contains("PAWS");
    }

    @Test
    void aWindowScaleCountsOnlyWhenBothEndsOfferIt() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000 <mss 1460,wscale 7>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 500");
        assertThat(talk.connection().client().window()).isEqualTo(500);
        Dialogue scaled = new Dialogue().client("S 0:0(0) win 64000 <mss 1460,wscale 7>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,wscale 2>").after(0.1).client(". 1:1(0) ack 1 win 500");
        assertThat(scaled.connection().client().window()).isEqualTo(64_000);
    }

    @Test
    void probesWithoutOpeningFlagsLeaveBothEndsAsTheyWere() {
        for (String probe : List.of("none 0:0(0) win 1024", "FPU 0:0(0) win 1024", "F 0:0(0) win 1024")) {
            Dialogue talk = new Dialogue().client(probe).states("CLOSED | LISTEN").after(1)
                    .server("R. 0:0(0) ack 0 win 0").states("CLOSED | CLOSED");
            assertThat(talk.kinds()).as(probe).containsExactly(ILLEGAL_FLAGS, REFUSED);
        }
    }

    @Test
    void theOpenersOwnKernelResetsWhatAnotherProgramGoesOnWith() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20)
                .server("S. 0:0(0) ack 1 win 64000").after(0.02).client("R 1:1(0) win 0").after(0.5)
                .client(". 1:1(0) ack 1 win 64000");
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.OWN_KERNEL);
        assertThat(talk.finding(RESET).text()).contains("kernel");
    }

    @Test
    void anEndThatHasAbortedResetsWhatWasStillUnderWay() {
        Dialogue talk = new Dialogue().opened().exchanged().server("P. 1001:1101(100) ack 101 win 64000").after(2)
                .client("R. 101:101(0) ack 1001 win 0").after(1).client("R 101:101(0) win 0")
                .states("CLOSED | CLOSED?");
        Step last = talk.connection().journal().steps().get(talk.connection().journal().steps().size() - 1);
        assertThat(last.findings()).singleElement().extracting(Finding::text).asString()
                .contains("once more").doesNotContain("SYN");
    }

    @Test
    void whoIsRefusedAgainIsClosedByNobody() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(20).server("R. 0:0(0) ack 1 win 0").after(500)
                .client("S 0:0(0) win 64000").after(20).server("R. 0:0(0) ack 1 win 0").states("CLOSED? | CLOSED");
        assertThat(talk.connections()).singleElement().satisfies(each -> {
            assertThat(each.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(each.closedBy()).isNull();
        });
    }
}
