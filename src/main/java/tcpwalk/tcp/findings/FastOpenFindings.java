package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.FAST_OPEN;
import static tcpwalk.tcp.FindingKind.RETRANSMISSION;

import tcpwalk.tcp.Account;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;

/** Cookies and data of SYNs and SYN,ACKs: TCP Fast Open (RFC 7413), which sends data before the handshake ends. */
final class FastOpenFindings {

    private FastOpenFindings() {
    }

    /** At a SYN. */
    static void asked(Observation seen) {
        int cookie = seen.segment().options().fastOpenCookie();
        int data = seen.segment().length();
        if (cookie < 0 && data == 0) {
            return;
        }
        if (cookie == 0 && data == 0) {
            seen.found(FAST_OPEN, () -> Account.of("the SYN asks for a fast-open cookie"));
        } else {
            String means = cookie > 0 ? "with a cookie of " + Quantity.bytes(cookie) : "without a cookie";
            seen.found(FAST_OPEN, () -> Account.of("the SYN carries " + Quantity.bytes(data) + " " + means)
                    .number("bytes", data).number("cookie_bytes", Math.max(cookie, 0)));
        }
    }

    /** At a SYN,ACK. */
    static void answered(Observation seen) {
        int cookie = seen.segment().options().fastOpenCookie();
        Standing opener = seen.receiverBefore();
        int unsent = opener.sndNxt() - opener.iss() - 1;
        int left = opener.sndNxt() - seen.segment().ack();
        if (cookie > 0) {
            seen.found(FAST_OPEN, () -> Account.of("the SYN,ACK grants a cookie of " + Quantity.bytes(cookie))
                    .number("cookie_bytes", cookie));
        } else if (seen.receiver().isFastOpen() && unsent > 0) {
            seen.found(FAST_OPEN, () -> Account.of(left == 0
                    ? "the SYN,ACK acknowledges the data that came with the SYN"
                    : "the SYN,ACK leaves " + Quantity.bytes(left) + " of the SYN's data unacknowledged:"
                            + " they must be sent again").number("unacknowledged", left));
        }
    }

    /** Whether these bytes came with the SYN, and the peer has acknowledged the SYN alone. */
    static boolean isNotTaken(Observation seen) {
        Standing sender = seen.senderBefore();
        return seen.sender().isFastOpen() && seen.segment().seq() == sender.iss() + 1
                && sender.sndUna() == sender.iss() + 1;
    }

    /** Data that the peer did not take with the SYN goes the ordinary way (RFC 7413 §3.1). */
    static void sentAgain(Observation seen) {
        int length = seen.segment().length();
        Side from = seen.from();
        seen.retransmits();
        seen.found(RETRANSMISSION, () -> Account.of("the " + from + " sent " + Quantity.bytes(length) + " again that"
                + " had come with its SYN: the SYN,ACK acknowledged the SYN alone").word("cause", "fast-open")
                .number("bytes", length));
    }
}
