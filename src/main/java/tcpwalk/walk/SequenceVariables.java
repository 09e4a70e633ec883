package tcpwalk.walk;

import java.nio.ByteBuffer;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.endpoint.Offer;
import tcpwalk.walk.script.Numeral;
import tcpwalk.walk.script.OptionItem;
import tcpwalk.walk.script.SegmentPattern;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;
import tcpwalk.wire.TcpOptions;

/**
 * The send and receive sequence variables of an end that a script plays (RFC 9293 §3.3.1), and what was agreed of
 * windows and timestamps (RFC 7323): fills in what the script leaves open in the segments that this end sends.
 */
final class SequenceVariables {

    private static final int LARGEST_FIELD = 0xffff;
    private static final int ALPHABET = 26;
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000L;

    private final EndpointSettings settings;
    private final Offer offer;
    private final int iss;
    private int sndNxt;
    private int irs;
    private int rcvNxt;
    private boolean heard;
    private long rcvWnd;
    private int rcvScale = -1;
    private int sndScale = -1;
    private boolean timestampsOffered;
    private boolean peersTimestamps;
    private int tsRecent;
    private int synClock;

    SequenceVariables(EndpointSettings settings) {
        this.settings = settings;
        offer = settings.offer();
        iss = settings.iss();
        sndNxt = iss;
        rcvWnd = offer.window();
    }

    int iss() {
        return iss;
    }

    int sndNxt() {
        return sndNxt;
    }

    int irs() {
        return irs;
    }

    int rcvNxt() {
        return rcvNxt;
    }

    /** The segment that the script writes, complete, at the time {@code now} in nanoseconds. */
    Segment compose(SegmentPattern pattern, long now) {
        boolean syn = (pattern.flags() & TcpFlags.SYN) != 0;
        Numeral first = pattern.seq() != null ? pattern.seq() : syn ? new Numeral(false, 0) : Numeral.NEXT;
        // A reset from an end that has not sent a SYN has no stream to number: RFC 9293 §3.10.7.1 counts from 0.
        boolean outside = (pattern.flags() & TcpFlags.RST) != 0 && sndNxt == iss;
        Segment segment = new Segment().between(settings.local(), settings.remote()).flags(pattern.flags())
                .seq(outside ? first.resolve(0, 0) : first.resolve(iss, sndNxt))
                .urgentPointer(Math.max(0, pattern.urgent()));
        if (segment.isAck()) {
            segment.ack((pattern.ack() != null ? pattern.ack() : Numeral.NEXT).resolve(irs, rcvNxt));
        }
        int length = Math.max(0, pattern.length());
        segment.length(length).payload(payload(segment.seq(), length), 0, length);
        if (pattern.window() >= 0) {
            rcvWnd = pattern.window();
        }
        int ticks = (int) (now / NANOSECONDS_PER_MILLISECOND) + settings.timestampOffset();
        addOptions(pattern, segment, clock(segment, ticks));
        return segment.window(segment.isRst() && pattern.window() < 0 ? 0 : advertised(syn));
    }

    /** A SYN that comes again once it has been answered is an old one, and bears its old timestamp (RFC 7323 §5.3). */
    private int clock(Segment segment, int now) {
        boolean asks = segment.isSyn() && !segment.isAck() && segment.seq() == iss;
        if (asks && !heard) {
            synClock = now;
        }
        return asks && heard ? synClock : now;
    }

    /** The letter of a byte follows from its number, so that a repeated byte is the same. */
    private ByteBuffer payload(int seq, int length) {
        byte[] bytes = new byte[length];
        long first = SequenceNumber.toLong(seq - iss - 1);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + (first + i) % ALPHABET);
        }
        return ByteBuffer.wrap(bytes);
    }

    /** The window of a SYN is never scaled (RFC 7323 §2.2); another is rounded up, so that it does not shrink. */
    private int advertised(boolean syn) {
        int scale = syn || rcvScale < 0 || sndScale < 0 ? 0 : rcvScale;
        return (int) Math.min(LARGEST_FIELD, rcvWnd + (1L << scale) - 1 >> scale);
    }

    private void addOptions(SegmentPattern pattern, Segment segment, int clock) {
        TcpOptions options = segment.options();
        // RFC 7323 §3.2: the echo counts only beside an acknowledgment, and is else 0.
        int echo = segment.isAck() ? tsRecent : 0;
        if (pattern.options() != null) {
            pattern.options().forEach(item -> add(item, options, clock, echo));
        } else if (segment.isSyn()) {
            offerAll(options, clock, echo);
        } else if (timestampsOffered && peersTimestamps && !segment.isRst()) {
            options.timestamps(clock, tsRecent);
        }
        if (segment.isSyn()) {
            rcvScale = options.windowScale();
            timestampsOffered = options.hasTimestamps();
        }
    }

    private void offerAll(TcpOptions options, int clock, int echo) {
        if (offer.mss() >= 0) {
            options.mss(offer.mss());
        }
        if (offer.sackPermitted()) {
            options.permitSack();
        }
        if (offer.timestamps()) {
            options.timestamps(clock, echo);
        }
        options.windowScale(offer.windowScale());
    }

    private void add(OptionItem item, TcpOptions options, int clock, int echo) {
        switch (item.kind()) {
            case MSS -> options.mss(item.first() >= 0 ? (int) item.first() : Math.max(offer.mss(), 1));
            case SACK_PERMITTED -> options.permitSack();
            case WINDOW_SCALE -> options.windowScale(item.first() >= 0 ? (int) item.first()
                    : Math.max(0, offer.windowScale()));
            case TIMESTAMPS -> options.timestamps(item.first() >= 0 ? (int) item.first() : clock,
                    item.second() >= 0 ? (int) item.second() : echo);
            case SACK -> options.sack((int) item.first() + irs, (int) item.second() + irs);
        }
    }

    /** A segment that continues our stream moves the next number on; a repeat or a probe beside it does not. */
    void sent(Segment segment) {
        if (segment.seq() == sndNxt && !segment.isRst()) {
            sndNxt = segment.end();
        }
    }

    /** Takes note of what a segment of the peer's says. */
    void arrived(Segment segment) {
        if (segment.isSyn() && (!heard || segment.seq() != irs)) {
            heard = true;
            irs = segment.seq();
            rcvNxt = segment.seq();
            sndScale = segment.options().windowScale();
        }
        boolean continues = SequenceNumber.isAtMost(segment.seq(), rcvNxt)
                && SequenceNumber.isBefore(rcvNxt, segment.end());
        if (heard && !segment.isRst() && continues) {
            rcvNxt = segment.end();
        }
        if (segment.options().hasTimestamps()) {
            tsRecent = segment.options().timestampValue();
        }
        if (segment.isSyn()) {
            peersTimestamps = segment.options().hasTimestamps();
        }
    }
}
