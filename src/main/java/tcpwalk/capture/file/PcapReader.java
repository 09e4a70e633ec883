package tcpwalk.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import tcpwalk.capture.CaptureInterface;
import tcpwalk.capture.Frame;

/** Reads pcap files, of either byte order, in micro- or nanoseconds (draft-ietf-opsawg-pcap). */
final class PcapReader extends ContainerReader {

    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;
    /** More in each record's header, see {@link RecordHeader}. */
    static final int PATCHED = 0xa1b2cd34;
    /** Ixia's load generators: nanoseconds, and the length of all records behind the file header. */
    private static final int IXIA_HARDWARE = 0x1c0001ac;
    private static final int IXIA_SOFTWARE = 0x1c0001ab;
    private static final int FILE_HEADER = 24;
    /** The upper six bits of the link-type word tell how long the frame check sequence is; the rest are reserved. */
    private static final int LINK_TYPE_BITS = 0x03ff_ffff;

    private final boolean little;
    private final int recordHeader;
    private final int linkType;
    private final int interfaceIndex;
    private final int nanosecondsPerFraction;
    private final int minorVersion;

    /** Reads the file header; the window stands before it. */
    PcapReader(Window window, boolean little, Interfaces interfaces) throws IOException {
        super(window);
        this.little = little;
        need(FILE_HEADER, "the pcap header");
        ByteBuffer header = window.bytes(little);
        int at = window.position();
        int magic = header.getInt(at);
        int majorVersion = header.getShort(at + 4) & 0xffff;
        if (majorVersion < 2) {
            throw new DamagedException("pcap version " + majorVersion + " is not known");
        }
        minorVersion = header.getShort(at + 6) & 0xffff;
        boolean ixia = magic == IXIA_HARDWARE || magic == IXIA_SOFTWARE;
        nanosecondsPerFraction = ixia || magic == NANOSECONDS ? 1 : 1000;
        linkType = header.getInt(at + 20) & LINK_TYPE_BITS;
        interfaceIndex = interfaces.index(new CaptureInterface(null, linkType, length(header.getInt(at + 16))));
        if (ixia) {
            need(FILE_HEADER + 4, "the pcap header");
        }
        window.advance(ixia ? FILE_HEADER + 4 : FILE_HEADER);
        boolean guess = magic == MICROSECONDS && minorVersion > 2 || magic == PATCHED;
        recordHeader = guess ? RecordHeader.length(window, little, magic == PATCHED, 1_000_000) : RecordHeader.STANDARD;
    }

    static boolean isMagic(int magic) {
        return switch (magic) {
            case MICROSECONDS, NANOSECONDS, PATCHED, IXIA_HARDWARE, IXIA_SOFTWARE -> true;
            default -> false;
        };
    }

    @Override
    boolean next(Frame frame) throws IOException {
        beginRecord();
        if (!window.has(recordHeader)) {
            if (window.available() == 0) {
                return false;
            }
            needAll(false);
        }
        ByteBuffer header = window.bytes(little);
        int at = window.position();
        long stamp = header.getLong(at);
        long lengths = header.getLong(at + 8);
        int captured = first(lengths);
        int original = second(lengths);
        if (lengthsAreSwapped(captured, original)) {
            int swap = captured;
            captured = original;
            original = swap;
        }
        checkLength(captured, linkType);
        // The fraction should stay below a second. Where it does not, it still is that long after the second.
        long time = (first(stamp) & 0xffff_ffffL) * 1_000_000_000L
                + (second(stamp) & 0xffff_ffffL) * nanosecondsPerFraction;
        if (isPassedOver(captured)) {
            needAll(window.skip((long) recordHeader + captured));
            hold(frame.next(time, interfaceIndex), linkType, window.bytes(), window.position(), 0, original);
        } else {
            needAll(window.has(recordHeader + captured));
            hold(frame.next(time, interfaceIndex), linkType, window.bytes(), window.position() + recordHeader, captured,
                    original);
            window.advance(recordHeader + captured);
        }
        return true;
    }

    /** Of two numbers that were read as one, that which stands first in the file. */
    private int first(long both) {
        return (int) (little ? both : both >>> 32);
    }

    private int second(long both) {
        return (int) (little ? both >>> 32 : both);
    }

    private static void needAll(boolean present) throws DamagedException {
        if (!present) {
            throw new DamagedException("the last record is cut off");
        }
    }

    /** Before version 2.3 the two lengths stood the other way round; in 2.3 writers disagreed (libpcap). */
    private boolean lengthsAreSwapped(int captured, int original) {
        return minorVersion < 3 || minorVersion == 3 && Integer.compareUnsigned(captured, original) > 0;
    }
}
