package tcpwalk.wire;

/** Option kinds that tcpwalk reads or writes (IANA, TCP Parameters). */
final class OptionKind {

    static final int END = 0;
    static final int NO_OPERATION = 1;
    static final int MSS = 2;
    static final int WINDOW_SCALE = 3;
    static final int SACK_PERMITTED = 4;
    static final int SACK = 5;
    static final int TIMESTAMPS = 8;
    static final int FAST_OPEN = 34;
    /** Experiments carry a magic number (RFC 6994); early fast open used 0xf989 (RFC 7413 §4.1.1). */
    static final int EXPERIMENT = 254;
    static final int FAST_OPEN_MAGIC = 0xf989;

    private OptionKind() {
    }
}
