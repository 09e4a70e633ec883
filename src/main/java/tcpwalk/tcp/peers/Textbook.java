package tcpwalk.tcp.peers;

import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;

/**
 * The course of a connection that goes by the book: SYN, SYN,ACK, then data and acknowledgments in order and a FIN from
 * either end. All that a peer would note of it is in which order the eight kinds of segment came, which fits into a
 * number; so most connections need no views, and most segments no look at any memory but the ends' own.
 */
public final class Textbook {

    /** No segment yet. */
    public static final long START = 0;
    /** The segment is not by the book: {@link PeerViews} must take over, and see this one first. */
    public static final long DEVIATES = -1;

    public static final int SYN = 1;
    public static final int SYN_ACK = 2;
    public static final int CLIENT_ACK = 3;
    public static final int SERVER_ACK = 4;
    public static final int CLIENT_DATA = 5;
    public static final int SERVER_DATA = 6;
    public static final int CLIENT_FIN = 7;
    public static final int SERVER_FIN = 8;
    /** A FIN that carries data. */
    public static final int CLIENT_LAST_DATA = 9;
    public static final int SERVER_LAST_DATA = 10;

    private static final int DECIDING = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.ACK;
    /** The low bits say which kinds came; above them is their order, four bits each. */
    private static final int ORDER_SHIFT = 16;
    private static final long CLIENT_FINS = 1 << CLIENT_FIN | 1 << CLIENT_LAST_DATA;
    private static final long SERVER_FINS = 1 << SERVER_FIN | 1 << SERVER_LAST_DATA;

    private Textbook() {
    }

    /**
     * The course with the connection's next segment.
     *
     * @param sender   as it stood before the segment
     * @param receiver as it stood before the segment
     * @return the course, or {@link #DEVIATES}
     */
    public static long next(long course, Segment segment, boolean fromClient, SendSequence sender,
            SendSequence receiver) {
        if (segment.window() == 0 || segment.truncated() || segment.checksum() == ChecksumStatus.BAD) {
            return DEVIATES;
        }
        int flags = segment.flags() & DECIDING;
        if (holds(course, SYN_ACK)) {
            return follows(segment, sender, receiver) ? extend(course, flags, segment.length() > 0, fromClient)
                    : DEVIATES;
        }
        if (segment.length() > 0) {
            return DEVIATES;
        }
        if (course == START) {
            return fromClient && flags == TcpFlags.SYN ? with(course, SYN) : DEVIATES;
        }
        boolean answers = !fromClient && flags == (TcpFlags.SYN | TcpFlags.ACK) && segment.ack() == receiver.sndNxt();
        return answers ? with(course, SYN_ACK) : DEVIATES;
    }

    /** In order, and acknowledging nothing that was not sent. Zeek takes a zero for no acknowledgment at times. */
    private static boolean follows(Segment segment, SendSequence sender, SendSequence receiver) {
        return segment.seq() == sender.sndNxt() && SequenceNumber.isAtMost(segment.ack(), receiver.sndNxt())
                && segment.ack() != 0;
    }

    private static long extend(long course, int flags, boolean data, boolean fromClient) {
        boolean finished = hasFin(course, fromClient);
        if (flags == TcpFlags.ACK) {
            return data && finished ? DEVIATES
                    : data ? with(course, fromClient ? CLIENT_DATA : SERVER_DATA)
                    : with(course, fromClient ? CLIENT_ACK : SERVER_ACK);
        }
        if (flags != (TcpFlags.FIN | TcpFlags.ACK) || finished) {
            return DEVIATES;
        }
        return data ? with(course, fromClient ? CLIENT_LAST_DATA : SERVER_LAST_DATA)
                : with(course, fromClient ? CLIENT_FIN : SERVER_FIN);
    }

    /** The course with one more kind of segment, which whoever says so has looked at. */
    public static long with(long course, int kind) {
        if (holds(course, kind)) {
            return course;
        }
        int count = Long.bitCount(course & (1 << ORDER_SHIFT) - 1);
        return course | 1L << kind | (long) kind << ORDER_SHIFT + 4 * count;
    }

    static boolean holds(long course, int kind) {
        return (course >>> kind & 1) != 0;
    }

    static boolean hasFin(long course, boolean fromClient) {
        return (course & (fromClient ? CLIENT_FINS : SERVER_FINS)) != 0;
    }

    /** The kinds in the order in which they came, the first in the lowest four bits. */
    static long order(long course) {
        return course >>> ORDER_SHIFT;
    }
}
