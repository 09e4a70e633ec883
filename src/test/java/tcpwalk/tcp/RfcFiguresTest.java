package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.FindingKind.*;

import org.junit.jupiter.api.Test;

/** The exchanges that RFC 9293 §3.5 and §3.6 draw, with the RFC's own numbers, and what an observer makes of them. */
class RfcFiguresTest {

    private static Dialogue talk() {
        return new Dialogue(0, 0);
    }

    @Test
    void figure6TheThreeWayHandshake() {
        Dialogue talk = talk().client("S 100:100(0) win 64000").states("SYN-SENT | LISTEN").after(10)
                .server("S. 300:300(0) ack 101 win 64000").states("ESTABLISHED? | SYN-RECEIVED").after(0.1)
                .client(". 101:101(0) ack 301 win 64000").states("ESTABLISHED | ESTABLISHED?").after(0.1)
                .client(". 101:111(10) ack 301 win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.kinds()).isEmpty();
    }

    @Test
    void figure7SimultaneousOpenSynchronizesBothEnds() {
        Dialogue talk = talk().client("S 100:100(0) win 64000").after(1).server("S 300:300(0) win 64000").after(9)
                .client("S. 100:100(0) ack 301 win 64000").after(1).server("S. 300:300(0) ack 101 win 64000")
                .states("ESTABLISHED? | ESTABLISHED?");
        assertThat(talk.kinds()).containsExactly(SIMULTANEOUS_OPEN);
    }

    /** As a tap beside the listener sees it, to which the old SYN comes first. */
    @Test
    void figure8OldDuplicateSynSeenByTheListener() {
        Dialogue talk = talk().client("S 90:90(0) win 64000").after(0.1).server("S. 300:300(0) ack 91 win 64000")
                .states("ESTABLISHED? | SYN-RECEIVED").after(10).client("R 91:91(0) win 0").states("CLOSED | CLOSED?")
                .after(1).client("S 100:100(0) win 64000").states("SYN-SENT | LISTEN").after(0.1)
                .server("S. 400:400(0) ack 101 win 64000").after(10).client(". 101:101(0) ack 401 win 64000")
                .states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(2);
        assertThat(talk.connections().get(0).resetCause()).isEqualTo(ResetCause.OPENER_GONE);
        assertThat(talk.kinds()).isEmpty();
    }

    /** As a tap beside the opener sees it: the answer to the old SYN leaves it waiting. */
    @Test
    void figure8OldDuplicateSynSeenByTheOpener() {
        Dialogue talk = talk().client("S 100:100(0) win 64000").after(10).server("S. 300:300(0) ack 91 win 64000")
                .states("SYN-SENT | SYN-RECEIVED").after(0.1).client("R 91:91(0) win 0").states("SYN-SENT | CLOSED?")
                .after(10).server("S. 400:400(0) ack 101 win 64000").states("ESTABLISHED? | SYN-RECEIVED").after(0.1)
                .client(". 101:101(0) ack 401 win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.kinds()).containsExactly(BAD_SYN_ACK, RESET);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.NEVER_ASKED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.ESTABLISHED);
    }

    /** The old connection was never captured: only the listener's odd answer tells of it. */
    @Test
    void figure9HalfOpenDiscoveryWhereOnlyTheNewAttemptWasCaptured() {
        Dialogue talk = talk().client("S 400:400(0) win 64000").after(10).server(". 300:300(0) ack 100 win 64000")
                .states("SYN-SENT | LISTEN").after(0.1).client("R 100:100(0) win 0").states("SYN-SENT | LISTEN")
                .after(1000).client("S 400:400(0) win 64000").after(10).server("S. 900:900(0) ack 401 win 64000")
                .states("ESTABLISHED? | SYN-RECEIVED").after(0.1).client(". 401:401(0) ack 901 win 64000")
                .states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.kinds()).containsExactly(CHALLENGE_ACK, RESET, SYN_RETRANSMITTED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.ESTABLISHED);
        assertThat(talk.connection().server().iss()).isEqualTo(900);
    }

    @Test
    void figure10DataFindsTheOtherEndRestarted() {
        Dialogue talk = talk().client("S 99:99(0) win 64000").after(10)
                .server("S. 299:299(0) ack 100 win 64000").after(0.1)
                .client(". 100:100(0) ack 300 win 64000").after(10).client("P. 100:110(10) ack 300 win 64000").after(10)
                .server(". 300:300(0) ack 110 win 64000").after(60_000)
                .server("P. 300:310(10) ack 110 win 64000").states("ESTABLISHED | ESTABLISHED").after(10)
                .client("R 110:110(0) win 0").states("CLOSED | CLOSED?");
        assertThat(talk.kinds()).containsExactly(RESET);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.NO_SUCH_CONNECTION);
    }

    @Test
    void figure12NormalClose() {
        Dialogue talk = new Dialogue().opened().client("F. 1:1(0) ack 1 win 64000").states("FIN-WAIT-1 | CLOSE-WAIT?")
                .after(20).server(". 1:1(0) ack 2 win 64000").states("FIN-WAIT-2? | CLOSE-WAIT").after(1)
                .server("F. 1:1(0) ack 2 win 64000").states("TIME-WAIT? | LAST-ACK").after(0.1)
                .client(". 2:2(0) ack 2 win 64000").states("TIME-WAIT | CLOSED?");
        assertThat(talk.kinds()).isEmpty();
    }

    @Test
    void figure13SimultaneousClose() {
        Dialogue talk = new Dialogue().opened().client("P. 1:2(1) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 2 win 64000").after(1).client("F. 2:2(0) ack 1 win 64000")
                .server("F. 1:1(0) ack 2 win 64000").states("CLOSING? | CLOSING?").after(10)
                .client(". 3:3(0) ack 2 win 64000").server(". 2:2(0) ack 3 win 64000")
                .states("TIME-WAIT? | TIME-WAIT?");
        assertThat(talk.kinds()).containsExactly(SIMULTANEOUS_CLOSE);
    }
}
