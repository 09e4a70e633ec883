package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateMachineTest {

    @Test
    void everyRuleFiresFromItsOwnStateOnItsOwnEvent() {
        for (Rule rule : Rule.values()) {
            assertThat(StateMachine.fire(rule.from(), rule.event())).as(rule.name()).isEqualTo(rule);
        }
    }

    @Test
    void whatFiresBeginsInTheStateItWasAskedAbout() {
        Set<Rule> fired = EnumSet.noneOf(Rule.class);
        for (TcpState state : TcpState.values()) {
            for (Event event : Event.values()) {
                Rule rule = StateMachine.fire(state, event);
                if (rule != null) {
                    assertThat(rule.from()).isEqualTo(state);
                    fired.add(rule);
                }
            }
        }
        assertThat(fired).containsExactlyInAnyOrder(Rule.values());
    }

    /** RFC 9293 §3.3.2, Figure 5, arrow by arrow. */
    @Test
    void figure5IsComplete() {
        assertArrow(TcpState.CLOSED, TcpState.SYN_SENT);
        assertArrow(TcpState.LISTEN, TcpState.SYN_RECEIVED);
        assertArrow(TcpState.LISTEN, TcpState.SYN_SENT);
        assertArrow(TcpState.SYN_SENT, TcpState.SYN_RECEIVED);
        assertArrow(TcpState.SYN_SENT, TcpState.ESTABLISHED);
        assertArrow(TcpState.SYN_RECEIVED, TcpState.ESTABLISHED);
        assertArrow(TcpState.SYN_RECEIVED, TcpState.FIN_WAIT_1);
        assertArrow(TcpState.ESTABLISHED, TcpState.FIN_WAIT_1);
        assertArrow(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT);
        assertArrow(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2);
        assertArrow(TcpState.FIN_WAIT_1, TcpState.CLOSING);
        assertArrow(TcpState.FIN_WAIT_2, TcpState.TIME_WAIT);
        assertArrow(TcpState.CLOSING, TcpState.TIME_WAIT);
        assertArrow(TcpState.CLOSE_WAIT, TcpState.LAST_ACK);
        assertArrow(TcpState.LAST_ACK, TcpState.CLOSED);
        assertArrow(TcpState.TIME_WAIT, TcpState.CLOSED);
    }

    private static void assertArrow(TcpState from, TcpState to) {
        assertThat(Rule.values()).as(from + " to " + to).anyMatch(rule -> rule.from() == from && rule.to() == to);
    }

    @Test
    void everyCitationHasOneForm() {
        for (Rule rule : Rule.values()) {
            assertThat(rule.section()).matches("RFC \\d+ §\\d+(\\.\\d+)*");
        }
        for (FindingKind kind : FindingKind.values()) {
            assertThat(kind.section()).matches("RFC \\d+ §\\d+(\\.\\d+)*");
        }
    }
}
