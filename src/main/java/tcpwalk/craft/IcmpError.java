package tcpwalk.craft;

import tcpwalk.wire.IpAddress;

/**
 * An ICMP error about one of the walk's segments.
 *
 * @param frame     the frame's number in the walk's capture
 * @param time      nanoseconds since the epoch
 * @param sender    the router or host that reports it
 * @param type      of the IP version of {@code sender} (RFC 792, RFC 4443)
 * @param mtu       what the next link carries, in bytes, or -1
 * @param quotedSeq the sequence number of the segment that could not be delivered
 */
public record IcmpError(long frame, long time, IpAddress sender, int type, int code, int mtu, int quotedSeq) {

    private static final int UNREACHABLE_V4 = 3;
    private static final int TIME_EXCEEDED_V4 = 11;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int UNREACHABLE_V6 = 1;
    private static final int TOO_BIG_V6 = 2;
    private static final int TIME_EXCEEDED_V6 = 3;

    /** Whether it only asks for shorter packets (RFC 1191, RFC 8201). */
    public boolean asksForShorterPackets() {
        return sender.version() == 4 ? type == UNREACHABLE_V4 && code == FRAGMENTATION_NEEDED : type == TOO_BIG_V6;
    }

    /** Whether it says that the peer cannot be reached this way. */
    public boolean saysUnreachable() {
        if (asksForShorterPackets()) {
            return false;
        }
        return sender.version() == 4 ? type == UNREACHABLE_V4 || type == TIME_EXCEEDED_V4
                : type == UNREACHABLE_V6 || type == TIME_EXCEEDED_V6;
    }

    /** Whether a rule, not a missing way, keeps us out. */
    public boolean saysProhibited() {
        if (sender.version() == 4) {
            return type == UNREACHABLE_V4 && (code == 9 || code == 10 || code == 13);
        }
        return type == UNREACHABLE_V6 && (code == 1 || code == 5 || code == 6);
    }

    /** What it says, in the words of the RFCs: {@code host unreachable}. */
    public String meaning() {
        String text = sender.version() == 4 ? meaningV4() : meaningV6();
        return text != null ? text : "ICMP type " + type + " code " + code;
    }

    private String meaningV4() {
        if (type == TIME_EXCEEDED_V4) {
            return code == 0 ? "time to live exceeded in transit" : "fragment reassembly time exceeded";
        }
        return type != UNREACHABLE_V4 ? null : switch (code) {
            case 0 -> "network unreachable";
            case 1 -> "host unreachable";
            case 2 -> "protocol unreachable";
            case 3 -> "port unreachable";
            case FRAGMENTATION_NEEDED -> "packet too long for the next link"
                    + (mtu > 0 ? ", which carries " + mtu : "");
            case 5 -> "source route failed";
            case 6 -> "network unknown";
            case 7 -> "host unknown";
            case 9 -> "network administratively prohibited";
            case 10 -> "host administratively prohibited";
            case 11 -> "network unreachable for this type of service";
            case 12 -> "host unreachable for this type of service";
            case 13 -> "communication administratively prohibited";
            default -> null;
        };
    }

    private String meaningV6() {
        if (type == TOO_BIG_V6) {
            return "packet too big" + (mtu > 0 ? " for a link that carries " + mtu : "");
        }
        if (type == TIME_EXCEEDED_V6) {
            return code == 0 ? "hop limit exceeded in transit" : "fragment reassembly time exceeded";
        }
        return type != UNREACHABLE_V6 ? null : switch (code) {
            case 0 -> "no route to destination";
            case 1 -> "communication administratively prohibited";
            case 2 -> "beyond scope of source address";
            case 3 -> "address unreachable";
            case 4 -> "port unreachable";
            case 5 -> "source address failed ingress or egress policy";
            case 6 -> "reject route to destination";
            default -> null;
        };
    }
}
