package tcpwalk.craft.endpoint;

import java.nio.ByteBuffer;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;
import tcpwalk.wire.TcpOptions;

/** Forms the segments that the endpoint sends, with what was agreed for all of them: scale, timestamps, SACK, ECN. */
final class Emitter {

    /** NOP, NOP and ten bytes (RFC 7323, Appendix A). */
    private static final int TIMESTAMPS_LENGTH = 12;
    private static final int MAX_BLOCKS_WITH_TIMESTAMPS = 3;
    private static final int MAX_BLOCKS = 4;
    private static final int SACK_HEADER_LENGTH = 4;
    private static final int SACK_BLOCK_LENGTH = 8;

    private final Tcb tcb;
    private final Reassembly reassembly;
    private final SegmentSink sink;
    private int sent;

    Emitter(Tcb tcb, Reassembly reassembly, SegmentSink sink) {
        this.tcb = tcb;
        this.reassembly = reassembly;
        this.sink = sink;
    }

    /** How many segments went out. */
    int sent() {
        return sent;
    }

    /** The most payload that a segment carries now: the agreed maximum less this moment's options (RFC 9293 §3.7.1). */
    int maxPayload() {
        int options = tcb.timestamps.agreed() ? TIMESTAMPS_LENGTH : 0;
        if (tcb.sack && reassembly.gaps() > 0) {
            options += SACK_HEADER_LENGTH + SACK_BLOCK_LENGTH * Math.min(maxBlocks(), reassembly.gaps());
        }
        return Math.max(1, tcb.sendMss - options);
    }

    /** {@code <SEQ=ISS><CTL=SYN>} with all that we offer. */
    void syn(long now) {
        Offer offer = tcb.settings.offer();
        Segment segment = segment(tcb.settings.iss(), TcpFlags.SYN | tcb.ecn.synFlags())
                .window((int) Math.min(offer.window(), Offer.MAX_UNSCALED_WINDOW));
        TcpOptions options = segment.options().mss(offer.mss()).windowScale(offer.windowScale());
        if (offer.sackPermitted()) {
            options.permitSack();
        }
        if (offer.timestamps()) {
            tcb.timestamps.stamp(options, now);
        }
        send(segment);
    }

    /** {@code <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>} with what the peer shares of our offer (RFC 7323 §2.2, §3.2). */
    void synAck(long now) {
        Offer offer = tcb.settings.offer();
        Segment segment = segment(tcb.settings.iss(), TcpFlags.SYN | tcb.ecn.synAckFlags())
                .window((int) Math.min(offer.window(), Offer.MAX_UNSCALED_WINDOW));
        TcpOptions options = segment.options().mss(offer.mss()).windowScale(tcb.scaling ? offer.windowScale() : -1);
        if (tcb.sack) {
            options.permitSack();
        }
        sendAcknowledging(segment, now);
    }

    /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
    void ack(long now) {
        Segment segment = segment(tcb.acceptableSeq(), 0).window(window());
        if (tcb.sack) {
            reassembly.report(segment.options(), maxBlocks());
        }
        tcb.ecn.mark(segment, false);
        sendAcknowledging(segment, now);
    }

    /**
     * A segment of the stream.
     *
     * @param flags   FIN, PSH or neither; ACK is always added
     * @param newData whether none of it was sent before
     */
    void stream(int seq, ByteBuffer payload, int flags, boolean newData, long now) {
        int length = payload.remaining();
        Segment segment = segment(seq, flags).window(window()).length(length)
                .payload(payload, payload.position(), length);
        if (tcb.sack) {
            reassembly.report(segment.options(), maxBlocks());
        }
        tcb.ecn.mark(segment, newData && length > 0);
        sendAcknowledging(segment, now);
    }

    /** {@code <SEQ=seq><CTL=RST>}, with a timestamp where they are agreed on (RFC 7323 §3.2). */
    void reset(int seq, long now) {
        Segment segment = segment(seq, TcpFlags.RST);
        if (tcb.timestamps.agreed()) {
            tcb.timestamps.stamp(segment.options(), now);
        }
        send(segment);
    }

    /**
     * {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>}: RFC 9293 §3.10.5 leaves the ACK out, and hosts put it in, so
     * that an abort does not look like the answer to a segment of an unknown connection.
     */
    void abort(int seq, long now) {
        sendAcknowledging(segment(seq, TcpFlags.RST), now);
    }

    /** {@code <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>}: the answer to a segment without ACK (RFC 9293 §3.10.7.1). */
    void resetUnacknowledging(Segment segment) {
        send(segment(0, TcpFlags.RST | TcpFlags.ACK).ack(segment.end()));
    }

    private Segment segment(int seq, int flags) {
        return new Segment().between(tcb.settings.local(), tcb.settings.remote()).seq(seq).flags(flags);
    }

    private void sendAcknowledging(Segment segment, long now) {
        segment.flags(segment.flags() | TcpFlags.ACK).ack(tcb.rcvNxt);
        if (tcb.timestamps.agreed()) {
            tcb.timestamps.stamp(segment.options(), now);
        }
        tcb.timestamps.acknowledged(tcb.rcvNxt);
        tcb.ackPending = false;
        send(segment);
    }

    private void send(Segment segment) {
        sent++;
        sink.send(segment);
    }

    private int window() {
        return (int) (tcb.rcvWnd >> tcb.rcvScale);
    }

    private int maxBlocks() {
        return tcb.timestamps.agreed() ? MAX_BLOCKS_WITH_TIMESTAMPS : MAX_BLOCKS;
    }
}
