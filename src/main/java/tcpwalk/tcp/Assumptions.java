package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/**
 * What has to be assumed of ends whose opening has not passed the tap, or not all of it, and what is put right of that
 * once a SYN shows otherwise. An observer needs it, an endpoint never does: it knows how it began.
 */
final class Assumptions {

    private final Observation seen;

    Assumptions(Observation seen) {
        this.seen = seen;
    }

    /** Before the ends take the observed segment: where they must have stood, for it to be sent. */
    void accountForSegment() {
        Segment segment = seen.segment();
        Endpoint sender = seen.sender();
        if (!segment.isSyn() && segment.isAck()) {
            seen.receiver().settle(segment.ack());
        }
        if (segment.isSyn()) {
            openStream(segment, sender, seen.receiver());
        } else if (sender.state() == TcpState.UNKNOWN) {
            assumeEstablished(sender, seen.receiver());
        } else if (sender.state() == TcpState.SYN_SENT && segment.isAck() && !seen.receiver().isNumbered()) {
            assumeAnswered(segment, sender, seen.receiver());
        }
    }

    private TransitionLog ofSender() {
        return seen.log(seen.from());
    }

    private TransitionLog ofReceiver() {
        return seen.log(seen.from().other());
    }

    /** Puts right what was assumed of an end before its SYN was seen. */
    private void openStream(Segment syn, Endpoint sender, Endpoint receiver) {
        boolean bare = !syn.isAck();
        boolean other = sender.isNumbered() && sender.iss() != syn.seq();
        if (bare) {
            seen.connection().opens(seen.from());
        } else if (sender.state() == TcpState.CLOSED && other) {
            sender.listenAgain(ofSender());
            seen.connection().revives();
        } else if (sender.state() == TcpState.SYN_RECEIVED && other && !receiver.acknowledges()) {
            sender.answerAnew();
        }
        if (other && (!sender.isSynSeen() || bare && sender.state() == TcpState.SYN_SENT)) {
            sender.renumber();
        }
        if (bare && sender.state() == TcpState.LISTEN) {
            // It was taken for a listener; a SYN of its own shows an active open (RFC 9293 §3.5, Figure 7).
            sender.restart(TcpState.CLOSED);
        }
        if (!bare && !receiver.isNumbered()) {
            receiver.number(syn.ack() - 1);
            receiver.assume(TcpState.SYN_SENT, ofReceiver());
        }
    }

    /** An end that acknowledges after its SYN has received a SYN,ACK, though the capture has not seen it. */
    private void assumeAnswered(Segment ack, Endpoint sender, Endpoint receiver) {
        sender.apply(Event.SYN_ACK_ARRIVES, Evidence.CONFIRMED, ofSender());
        receiver.number(ack.ack() - 1);
        receiver.assume(TcpState.SYN_RECEIVED, ofReceiver());
    }

    private void assumeEstablished(Endpoint sender, Endpoint receiver) {
        sender.assume(TcpState.ESTABLISHED, ofSender());
        if (receiver.state() == TcpState.UNKNOWN) {
            receiver.assume(TcpState.ESTABLISHED, ofReceiver());
        }
    }
}
