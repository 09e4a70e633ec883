package tcpwalk.tcp;

/**
 * The connection state machine of RFC 9293 §3.3.2, Figure 5: which {@link Rule} an event fires in a state.
 *
 * <pre>
 *                          CLOSED ──sends SYN──▶ SYN-SENT ──SYN arrives──▶ SYN-RECEIVED
 *   LISTEN ──sends SYN,ACK──▶ SYN-RECEIVED           │                          │
 *                                  │ ACK of SYN      │ SYN,ACK                  │ ACK of SYN
 *                                  ▼                 ▼                          │
 *                              ESTABLISHED ◀─────────┴──────────────────────────┘
 *              sends FIN │                    │ FIN arrives
 *                        ▼                    ▼
 *                   FIN-WAIT-1            CLOSE-WAIT
 *       ACK of FIN │          │ FIN           │ sends FIN
 *                  ▼          ▼               ▼
 *            FIN-WAIT-2    CLOSING         LAST-ACK
 *         FIN │               │ ACK of FIN    │ ACK of FIN
 *             ▼               ▼               ▼
 *            TIME-WAIT ◀──────┘            CLOSED          2 MSL: TIME-WAIT ──▶ CLOSED
 * </pre>
 *
 * <p>Whether a segment is acceptable at all is decided before (see {@link Acceptability}); here everything that arrives
 * counts. The same code serves an observed endpoint and the crafted one.
 */
public final class StateMachine {

    private StateMachine() {
    }

    /** The rule that {@code event} fires in {@code state}, or null where it changes nothing. */
    public static Rule fire(TcpState state, Event event) {
        return switch (state) {
            case CLOSED -> event == Event.SENDS_SYN ? Rule.ACTIVE_OPEN : null;
            case LISTEN -> inListen(event);
            case SYN_SENT -> inSynSent(event);
            case SYN_RECEIVED -> inSynReceived(event);
            case ESTABLISHED -> inEstablished(event);
            case FIN_WAIT_1 -> inFinWait1(event);
            case FIN_WAIT_2 -> inFinWait2(event);
            case CLOSE_WAIT -> inCloseWait(event);
            case CLOSING -> inClosing(event);
            case LAST_ACK -> inLastAck(event);
            case TIME_WAIT -> inTimeWait(event);
            case UNKNOWN -> null;
        };
    }

    private static Rule inListen(Event event) {
        return switch (event) {
            case SENDS_SYN -> Rule.LISTENER_OPENS;
            case SENDS_SYN_ACK -> Rule.PASSIVE_OPEN_ANSWERS;
            case SENDS_RST -> Rule.RESET_IN_LISTEN;
            // A SYN that arrives proves nothing yet: that something listens is known once it answers.
            case SENDS_FIN, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES, ACK_OF_FIN_ARRIVES, FIN_ARRIVES,
                    RST_ARRIVES, TWO_MSL_PASS, USER_TIME_OUT -> null;
        };
    }

    private static Rule inSynSent(Event event) {
        return switch (event) {
            case SYN_ACK_ARRIVES -> Rule.SYN_ACK_COMPLETES_OPEN;
            case SYN_ARRIVES, SENDS_SYN_ACK -> Rule.SIMULTANEOUS_OPEN;
            case RST_ARRIVES -> Rule.REFUSED;
            case SENDS_RST -> Rule.ABORT_IN_SYN_SENT;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_SYN_SENT;
            case SENDS_SYN, SENDS_FIN, ACK_OF_SYN_ARRIVES, ACK_OF_FIN_ARRIVES, FIN_ARRIVES, TWO_MSL_PASS -> null;
        };
    }

    private static Rule inSynReceived(Event event) {
        return switch (event) {
            // In a simultaneous open the peer's SYN,ACK is also the acknowledgment of our SYN (Figure 7).
            case ACK_OF_SYN_ARRIVES, SYN_ACK_ARRIVES -> Rule.ACK_COMPLETES_OPEN;
            case SENDS_FIN -> Rule.CLOSE_BEFORE_ESTABLISHED;
            case FIN_ARRIVES -> Rule.FIN_BEFORE_ESTABLISHED;
            case RST_ARRIVES -> Rule.RESET_IN_SYN_RECEIVED;
            case SENDS_RST -> Rule.ABORT_IN_SYN_RECEIVED;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_SYN_RECEIVED;
            case SENDS_SYN, SENDS_SYN_ACK, SYN_ARRIVES, ACK_OF_FIN_ARRIVES, TWO_MSL_PASS -> null;
        };
    }

    private static Rule inEstablished(Event event) {
        return switch (event) {
            case SENDS_FIN -> Rule.CLOSE;
            case FIN_ARRIVES -> Rule.PEER_CLOSES;
            case RST_ARRIVES -> Rule.RESET_IN_ESTABLISHED;
            case SENDS_RST -> Rule.ABORT_IN_ESTABLISHED;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_ESTABLISHED;
            case SENDS_SYN, SENDS_SYN_ACK, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES, ACK_OF_FIN_ARRIVES,
                    TWO_MSL_PASS -> null;
        };
    }

    private static Rule inFinWait1(Event event) {
        return switch (event) {
            case ACK_OF_FIN_ARRIVES -> Rule.FIN_ACKNOWLEDGED;
            case FIN_ARRIVES -> Rule.SIMULTANEOUS_CLOSE;
            case RST_ARRIVES -> Rule.RESET_IN_FIN_WAIT_1;
            case SENDS_RST -> Rule.ABORT_IN_FIN_WAIT_1;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_FIN_WAIT_1;
            case SENDS_SYN, SENDS_SYN_ACK, SENDS_FIN, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES,
                    TWO_MSL_PASS -> null;
        };
    }

    private static Rule inFinWait2(Event event) {
        return switch (event) {
            case FIN_ARRIVES -> Rule.PEER_CLOSES_TOO;
            case RST_ARRIVES -> Rule.RESET_IN_FIN_WAIT_2;
            case SENDS_RST -> Rule.ABORT_IN_FIN_WAIT_2;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_FIN_WAIT_2;
            case SENDS_SYN, SENDS_SYN_ACK, SENDS_FIN, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES,
                    ACK_OF_FIN_ARRIVES, TWO_MSL_PASS -> null;
        };
    }

    private static Rule inCloseWait(Event event) {
        return switch (event) {
            case SENDS_FIN -> Rule.CLOSE_AFTER_PEER;
            case RST_ARRIVES -> Rule.RESET_IN_CLOSE_WAIT;
            case SENDS_RST -> Rule.ABORT_IN_CLOSE_WAIT;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_CLOSE_WAIT;
            case SENDS_SYN, SENDS_SYN_ACK, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES, ACK_OF_FIN_ARRIVES,
                    FIN_ARRIVES, TWO_MSL_PASS -> null;
        };
    }

    private static Rule inClosing(Event event) {
        return switch (event) {
            case ACK_OF_FIN_ARRIVES -> Rule.CROSSED_FIN_ACKNOWLEDGED;
            case RST_ARRIVES -> Rule.RESET_IN_CLOSING;
            case SENDS_RST -> Rule.ABORT_IN_CLOSING;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_CLOSING;
            case SENDS_SYN, SENDS_SYN_ACK, SENDS_FIN, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES, FIN_ARRIVES,
                    TWO_MSL_PASS -> null;
        };
    }

    private static Rule inLastAck(Event event) {
        return switch (event) {
            case ACK_OF_FIN_ARRIVES -> Rule.LAST_ACK_ARRIVES;
            case RST_ARRIVES -> Rule.RESET_IN_LAST_ACK;
            case SENDS_RST -> Rule.ABORT_IN_LAST_ACK;
            case USER_TIME_OUT -> Rule.TIME_OUT_IN_LAST_ACK;
            case SENDS_SYN, SENDS_SYN_ACK, SENDS_FIN, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES, FIN_ARRIVES,
                    TWO_MSL_PASS -> null;
        };
    }

    private static Rule inTimeWait(Event event) {
        return switch (event) {
            case TWO_MSL_PASS -> Rule.TIME_WAIT_ENDS;
            case RST_ARRIVES -> Rule.RESET_IN_TIME_WAIT;
            case SENDS_RST -> Rule.ABORT_IN_TIME_WAIT;
            case SENDS_SYN, SENDS_SYN_ACK, SENDS_FIN, SYN_ARRIVES, SYN_ACK_ARRIVES, ACK_OF_SYN_ARRIVES,
                    ACK_OF_FIN_ARRIVES, FIN_ARRIVES, USER_TIME_OUT -> null;
        };
    }
}
