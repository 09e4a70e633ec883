package tcpwalk.wire;

import java.util.Arrays;

/**
 * The options of one segment. Like {@link Segment} it is filled again and again; an absent option has the value that
 * its accessor names.
 */
public final class TcpOptions {

    /** More blocks do not fit into 40 bytes of options (RFC 2018 §3). */
    private static final int MAX_SACK_BLOCKS = 4;

    private int mss = -1;
    private int windowScale = -1;
    private boolean sackPermitted;
    private boolean timestamps;
    private int timestampValue;
    private int timestampEcho;
    private int sackBlocks;
    private final int[] sackEdges = new int[2 * MAX_SACK_BLOCKS];
    private int fastOpenCookie = -1;
    private boolean malformed;

    /** Maximum segment size in bytes, or -1 (RFC 9293 §3.7.1). */
    public int mss() {
        return mss;
    }

    /** The shift as sent, or -1; one above 14 counts as 14 (RFC 7323 §2.3). */
    public int windowScale() {
        return windowScale;
    }

    public boolean sackPermitted() {
        return sackPermitted;
    }

    /** Whether the timestamps option is present (RFC 7323 §3). */
    public boolean hasTimestamps() {
        return timestamps;
    }

    public int timestampValue() {
        return timestampValue;
    }

    public int timestampEcho() {
        return timestampEcho;
    }

    /** How many blocks the SACK option holds, 0 to 4 (RFC 2018 §3). */
    public int sackBlocks() {
        return sackBlocks;
    }

    public int sackLeft(int block) {
        return sackEdges[2 * block];
    }

    public int sackRight(int block) {
        return sackEdges[2 * block + 1];
    }

    /** Length of the fast-open cookie, 0 when one is asked for, -1 without the option (RFC 7413 §2). */
    public int fastOpenCookie() {
        return fastOpenCookie;
    }

    /** Whether an option's length was impossible; what follows it was not read. */
    public boolean malformed() {
        return malformed;
    }

    /** Back to no options at all. */
    public TcpOptions clear() {
        mss = -1;
        windowScale = -1;
        sackPermitted = false;
        timestamps = false;
        sackBlocks = 0;
        fastOpenCookie = -1;
        malformed = false;
        return this;
    }

    public TcpOptions mss(int bytes) {
        mss = bytes;
        return this;
    }

    public TcpOptions windowScale(int shift) {
        windowScale = shift;
        return this;
    }

    public TcpOptions permitSack() {
        sackPermitted = true;
        return this;
    }

    public TcpOptions timestamps(int value, int echo) {
        timestamps = true;
        timestampValue = value;
        timestampEcho = echo;
        return this;
    }

    /** Adds a block; a fifth one is left out because no header can hold it. */
    public TcpOptions sack(int left, int right) {
        if (sackBlocks < MAX_SACK_BLOCKS) {
            sackEdges[2 * sackBlocks] = left;
            sackEdges[2 * sackBlocks + 1] = right;
            sackBlocks++;
        }
        return this;
    }

    public TcpOptions fastOpenCookie(int length) {
        fastOpenCookie = length;
        return this;
    }

    TcpOptions markMalformed() {
        malformed = true;
        return this;
    }

    TcpOptions copy() {
        TcpOptions copy = new TcpOptions();
        copy.mss = mss;
        copy.windowScale = windowScale;
        copy.sackPermitted = sackPermitted;
        copy.timestamps = timestamps;
        copy.timestampValue = timestampValue;
        copy.timestampEcho = timestampEcho;
        copy.sackBlocks = sackBlocks;
        System.arraycopy(sackEdges, 0, copy.sackEdges, 0, sackEdges.length);
        copy.fastOpenCookie = fastOpenCookie;
        copy.malformed = malformed;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpOptions that && Arrays.equals(essence(), that.essence());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(essence());
    }

    private int[] essence() {
        int[] essence = {
            mss, windowScale, sackPermitted ? 1 : 0, timestamps ? 1 : 0, timestamps ? timestampValue : 0,
            timestamps ? timestampEcho : 0, fastOpenCookie, malformed ? 1 : 0};
        int[] all = Arrays.copyOf(essence, essence.length + 2 * sackBlocks);
        System.arraycopy(sackEdges, 0, all, essence.length, 2 * sackBlocks);
        return all;
    }
}
