package tcpwalk.craft.endpoint;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/**
 * What arrived ahead of its turn, as ranges of sequence numbers, and where the peer's FIN stands.
 *
 * <p>Bounded in both ways: the window bounds the bytes, {@link #MAX_BLOCKS} the gaps that a hostile peer can open. The
 * bytes themselves are not kept; the endpoint counts them.
 */
final class Reassembly {

    static final int MAX_BLOCKS = 32;

    /** Numbers {@code left} up to, not including, {@code right}. */
    private record Block(int left, int right) {
    }

    /** The most recently changed block first, as RFC 2018 §4 wants them reported. */
    private final List<Block> blocks = new ArrayList<>();
    private boolean finSeen;
    private int finSeq;

    /** How many separate ranges wait, each behind a gap. */
    int gaps() {
        return blocks.size();
    }

    /** Keeps a range; says whether there was room for another gap. */
    boolean keep(int left, int right) {
        int mergedLeft = left;
        int mergedRight = right;
        for (Iterator<Block> each = blocks.iterator(); each.hasNext();) {
            Block block = each.next();
            boolean apart = SequenceNumber.isBefore(block.right, mergedLeft)
                    || SequenceNumber.isBefore(mergedRight, block.left);
            if (!apart) {
                mergedLeft = SequenceNumber.isBefore(block.left, mergedLeft) ? block.left : mergedLeft;
                mergedRight = SequenceNumber.later(block.right, mergedRight);
                each.remove();
            }
        }
        if (blocks.size() == MAX_BLOCKS) {
            return false;
        }
        blocks.add(0, new Block(mergedLeft, mergedRight));
        return true;
    }

    /** How far the bytes reach without a gap from {@code rcvNxt} on; what is passed is forgotten. */
    int advance(int rcvNxt) {
        int reached = rcvNxt;
        boolean found = true;
        while (found) {
            found = false;
            for (Iterator<Block> each = blocks.iterator(); each.hasNext();) {
                Block block = each.next();
                if (SequenceNumber.isAtMost(block.left, reached)) {
                    reached = SequenceNumber.later(reached, block.right);
                    each.remove();
                    found = true;
                }
            }
        }
        return reached;
    }

    /** The peer's FIN stands at {@code seq}; the first one seen counts, a stream has only one end. */
    void finAt(int seq) {
        if (!finSeen) {
            finSeen = true;
            finSeq = seq;
        }
    }

    /** Whether everything before the peer's FIN is here. */
    boolean isFinNext(int rcvNxt) {
        return finSeen && finSeq == rcvNxt;
    }

    /** {@code end}, or the FIN's number where the peer's stream ends before. */
    int cutAtFin(int end) {
        return finSeen && SequenceNumber.isBefore(finSeq, end) ? finSeq : end;
    }

    /** Adds the blocks to an ACK, as many as fit. */
    void report(TcpOptions options, int maxBlocks) {
        for (int i = 0; i < Math.min(maxBlocks, blocks.size()); i++) {
            options.sack(blocks.get(i).left, blocks.get(i).right);
        }
    }
}
