package tcpwalk.capture.file;

import java.io.IOException;
import tcpwalk.capture.Frame;
import tcpwalk.capture.LinkType;

/**
 * Reads pcapng files (draft-ietf-opsawg-pcapng): any number of sections, each in its own byte order and with its own
 * interfaces. A block is checked whole, its trailer included, before what it holds counts.
 */
final class PcapngReader extends ContainerReader {

    static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int JOURNAL = 9;
    private static final int CUSTOM = 0xbad;
    private static final int CUSTOM_NOT_TO_COPY = 0x40000bad;
    private static final int SYSDIG_EVENT = 0x204;
    private static final int SYSDIG_EVENT_2 = 0x216;
    private static final int SYSDIG_EVENT_2_LARGE = 0x221;

    private static final int SMALLEST_BLOCK = 12;
    private static final int SMALLEST_SECTION_HEADER = 28;
    /** The longest block that Wireshark passes over: room for the longest frame of any bus, and for options. */
    private static final int LONGEST_BLOCK = (1 << 27) + (1 << 17) + 32;
    /** What is looked at must fit into memory; this is libpcap's limit for any block. */
    private static final int LONGEST_KEPT_BLOCK = 16 << 20;
    /** From the block's type to the first byte of the frame, in both packet blocks that have a time. */
    private static final int PACKET_HEADER = 28;
    private static final int TRAILER = 4;

    private final Section section;
    private boolean little;

    /** The window stands before the first section header. */
    PcapngReader(Window window, Interfaces interfaces) {
        super(window);
        section = new Section(interfaces);
    }

    @Override
    boolean next(Frame frame) throws IOException {
        boolean delivered = false;
        while (!delivered) {
            beginRecord();
            if (!window.has(SMALLEST_BLOCK)) {
                if (window.available() == 0) {
                    return false;
                }
                throw new DamagedException("the last block is cut off");
            }
            int type = word(0);
            delivered = switch (type) {
                case SECTION_HEADER -> readSectionHeader();
                case ENHANCED_PACKET, OLD_PACKET -> readPacket(frame, type);
                case SIMPLE_PACKET -> readSimplePacket(frame);
                case INTERFACE_DESCRIPTION, INTERFACE_STATISTICS -> readInterface(type);
                case CUSTOM, CUSTOM_NOT_TO_COPY -> readRecord(frame, 16);
                case JOURNAL, SYSDIG_EVENT, SYSDIG_EVENT_2, SYSDIG_EVENT_2_LARGE -> readRecord(frame, 36);
                default -> skipBlock();
            };
        }
        return true;
    }

    @Override
    long drops() {
        return section.drops();
    }

    private int word(int offset) {
        return window.bytes(little).getInt(window.position() + offset);
    }

    private boolean readSectionHeader() throws IOException {
        need(SMALLEST_SECTION_HEADER, "the section header");
        little = window.bytes().getInt(window.position() + 8) != BYTE_ORDER;
        if (word(8) != BYTE_ORDER) {
            throw new DamagedException("the section header's byte-order magic is not one");
        }
        int length = word(4);
        if (length < SMALLEST_SECTION_HEADER) {
            throw badLength(length);
        }
        int majorVersion = window.bytes(little).getShort(window.position() + 12) & 0xffff;
        int minorVersion = window.bytes(little).getShort(window.position() + 14) & 0xffff;
        if (majorVersion != 1 || minorVersion != 0 && minorVersion != 2) {
            throw new DamagedException("pcapng version " + majorVersion + "." + minorVersion + " is not known");
        }
        wholeBlock(length);
        int at = window.position();
        Options options = new Options(window.bytes(little), at + 24, at + length - TRAILER);
        while (options.next()) {
            // Nothing in there matters, but that it is well-formed.
            continue;
        }
        section.begin();
        window.advance(length);
        return false;
    }

    private boolean readInterface(int type) throws IOException {
        int length = blockLength();
        wholeBlock(length);
        int at = window.position();
        if (type == INTERFACE_DESCRIPTION) {
            section.describe(window.bytes(little), at, at + length - TRAILER);
        } else {
            section.statistics(window.bytes(little), at, at + length - TRAILER);
        }
        window.advance(length);
        return false;
    }

    private boolean readPacket(Frame frame, int type) throws IOException {
        int length = blockLength();
        if (length < PACKET_HEADER + TRAILER) {
            throw badLength(length);
        }
        need(PACKET_HEADER, "the last block");
        boolean old = type == OLD_PACKET;
        Section.Interface seenBy = section.get(old ? window.bytes(little).getShort(window.position() + 8) & 0xffff
                : word(8));
        int captured = word(20);
        checkPacket(captured, length - PACKET_HEADER - TRAILER, seenBy);
        long time = seenBy.resolution().nanoseconds((long) word(12) << 32 | word(16) & 0xffff_ffffL);
        int original = word(24);
        if (isPassedOver(captured) || length > LONGEST_KEPT_BLOCK) {
            skipBlock();
            hold(frame.next(time, seenBy.index()), seenBy.linkType(), window.bytes(), window.position(), 0, original);
            return true;
        }
        wholeBlock(length);
        int at = window.position();
        seenBy.readOptions(window.bytes(little), at, at + length - TRAILER, old, captured);
        hold(frame.next(time, seenBy.index()), seenBy.linkType(), window.bytes(), at + PACKET_HEADER, captured,
                original);
        window.advance(length);
        return true;
    }

    /** A Simple Packet Block belongs to the first interface and has no time. */
    private boolean readSimplePacket(Frame frame) throws IOException {
        int length = blockLength();
        Section.Interface seenBy = section.get(0);
        int header = 12;
        if (length < header + TRAILER) {
            throw badLength(length);
        }
        int original = word(8);
        int captured = length(original);
        if (seenBy.snapshotLength() > 0) {
            captured = Math.min(captured, seenBy.snapshotLength());
        }
        checkPacket(captured, length - header - TRAILER, seenBy);
        if (isPassedOver(captured) || length > LONGEST_KEPT_BLOCK) {
            skipBlock();
            hold(frame.nextWithoutTime(seenBy.index()), seenBy.linkType(), window.bytes(), window.position(), 0,
                    original);
            return true;
        }
        wholeBlock(length);
        hold(frame.nextWithoutTime(seenBy.index()), seenBy.linkType(), window.bytes(), window.position() + header,
                captured, original);
        window.advance(length);
        return true;
    }

    /** No packet, yet Wireshark numbers it among the frames: so do we, lest the numbers differ. */
    private boolean readRecord(Frame frame, int smallest) throws IOException {
        if (blockLength() < smallest) {
            throw badLength(blockLength());
        }
        skipBlock();
        hold(frame.nextWithoutTime(0), LinkType.NONE, window.bytes(), window.position(), 0, 0);
        return true;
    }

    private static void checkPacket(int captured, int room, Section.Interface seenBy) throws DamagedException {
        checkLength(captured, seenBy.linkType());
        if (captured > room) {
            throw new DamagedException("a frame of " + captured + " bytes in a block that has room for " + room);
        }
    }

    private boolean skipBlock() throws IOException {
        int length = blockLength();
        if (!window.skip((long) length - TRAILER)) {
            throw new DamagedException("the last block is cut off");
        }
        need(TRAILER, "the last block");
        checkTrailer(length, word(0));
        window.advance(TRAILER);
        return false;
    }

    private int blockLength() throws DamagedException {
        int length = word(4);
        if (length < SMALLEST_BLOCK || length % 4 != 0 || length > LONGEST_BLOCK) {
            throw badLength(length);
        }
        return length;
    }

    private void wholeBlock(int length) throws IOException {
        if (length > LONGEST_KEPT_BLOCK) {
            throw badLength(length);
        }
        need(length, "the last block");
        checkTrailer(length, word(length - TRAILER));
    }

    private static void checkTrailer(int length, int trailer) throws DamagedException {
        if (trailer != length) {
            throw new DamagedException("a block of " + length + " bytes ends with the length "
                    + Integer.toUnsignedLong(trailer));
        }
    }

    private static DamagedException badLength(int length) {
        return new DamagedException("a block cannot have " + Integer.toUnsignedLong(length) + " bytes");
    }
}
