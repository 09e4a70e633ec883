package tcpwalk.tcp;

import tcpwalk.tcp.peers.PeerViews;
import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.Segment;

/**
 * What other tools would say of a connection. While it goes by the book, a number tells it all; the views, which cost
 * memory and a look at every segment, begin where it does not.
 */
abstract class ComparedConnection extends RemarkableConnection {

    private long course = Textbook.START;
    private PeerViews peers;

    ComparedConnection(Segment first, Side from) {
        super(first, from);
    }

    ComparedConnection(TcbRows tcbs, int row) {
        super(tcbs, row);
        course = TcbRows.getLong(tcbs.rows(), row * TcbRows.ROW + TcbRows.COURSE);
    }

    /** The endpoint of a side. */
    public abstract Endpoint end(Side side);

    /** What other tools would say of it. */
    public PeerViews peers() {
        return peers == null ? PeerViews.after(course, end(Side.CLIENT), end(Side.SERVER)) : peers;
    }

    /** Before the ends take a segment; returns what {@link #compared} wants to know after it. */
    long comparing(Segment segment, Side from) {
        if (peers != null) {
            return Textbook.DEVIATES;
        }
        long next = Textbook.next(course, segment, from == Side.CLIENT, end(from), end(from.other()));
        if (next == Textbook.DEVIATES) {
            peers = peers();
        }
        return next;
    }

    /** After the ends have taken it. One that they refused changed nothing, and the views would not refuse it. */
    void compared(Segment segment, Side from, long next) {
        if (next != Textbook.DEVIATES && end(from).sndNxt() == segment.end()) {
            course = next;
            return;
        }
        peers = peers();
        peers.observe(segment, from == Side.CLIENT);
    }
}
