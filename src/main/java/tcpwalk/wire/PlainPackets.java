package tcpwalk.wire;

import java.nio.ByteBuffer;

/**
 * What most packets are: an unfragmented IPv4 header without options, then TCP with ACK, without SYN, RST or URG, and
 * with no options or timestamps alone. Taken in one straight line with wide loads into a {@link SegmentBatch}; whatever
 * differs in the least goes step by step.
 */
public final class PlainPackets {

    /** Without IPv4 options. */
    private static final int HEADERS = 20 + SegmentDecoder.HEADER_LENGTH;
    private static final int TIMESTAMPS = 12;
    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final int FRAGMENT_BITS = 0x3fff;
    private static final int TCP = 6;

    private PlainPackets() {
    }

    /**
     * Adds the segment of a packet that is plain to a batch that has room; false, with nothing changed, if it is not.
     *
     * @param bytes          big-endian
     * @param ip             where the IPv4 header begins
     * @param captured       how many bytes from there on the capture holds
     * @param original       how many there were on the wire
     * @param frame          the frame's number
     * @param time           nanoseconds since the epoch
     * @param interfaceIndex the capturing interface
     */
    public static boolean add(ByteBuffer bytes, int ip, int captured, int original, long frame, long time,
            int interfaceIndex, SegmentBatch batch) {
        if (captured < HEADERS || interfaceIndex >= SegmentBatch.MOST_INTERFACES) {
            return false;
        }
        long upper = bytes.getLong(ip);
        long lower = bytes.getLong(ip + 8);
        int totalLength = (int) (upper >>> 32) & 0xffff;
        int tcp = ip + 20;
        long ackToWindow = bytes.getLong(tcp + 8);
        int dataOffset = (int) ackToWindow >>> 28;
        int flags = (int) ackToWindow >>> 16 & 0x1ff;
        boolean stamped = dataOffset == 8;
        int headers = 20 + 4 * dataOffset;
        boolean plain = upper >>> 56 == VERSION_4_WITHOUT_OPTIONS && (upper & FRAGMENT_BITS) == 0
                && (lower >>> 48 & 0xff) == TCP && totalLength >= headers && original <= 0xffff
                && (dataOffset == 5 || stamped && captured >= HEADERS + TIMESTAMPS)
                && (flags & (TcpFlags.SYN | TcpFlags.RST | TcpFlags.URG | TcpFlags.ACK)) == TcpFlags.ACK
                && bytes.getShort(tcp + 18) == 0;
        if (!plain || stamped && bytes.getInt(tcp + 20) != SegmentDecoder.ALIGNED_TIMESTAMPS) {
            return false;
        }
        long portsAndSeq = bytes.getLong(tcp);
        batch.put((int) (portsAndSeq >>> 32), (int) portsAndSeq, (int) (ackToWindow >>> 32),
                flags << 16 | (int) ackToWindow & 0xffff);
        batch.at((int) lower, bytes.getInt(ip + 16), totalLength - headers,
                (int) (upper >>> 16) << 16 | (int) (lower >>> 56));
        long valueAndEcho = stamped ? bytes.getLong(tcp + 24) : 0;
        batch.stamp((int) (valueAndEcho >>> 32), (int) valueAndEcho);
        batch.seen(frame, time, SegmentBatch.marks(interfaceIndex, -1, (int) (upper >>> 48) & 3,
                captured < totalLength, stamped));
        batch.added();
        return true;
    }
}
