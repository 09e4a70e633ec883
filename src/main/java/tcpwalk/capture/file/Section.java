package tcpwalk.capture.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.capture.CaptureInterface;
import tcpwalk.wire.Printable;

/** What the current section of a pcapng file says about its interfaces, and the drops that all sections record. */
final class Section {

    private static final int OPTION_NAME = 2;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_OFFSET = 14;
    private static final int OPTION_DROPPED_BY_INTERFACE = 5;
    private static final int OPTION_DROPPED_BY_SYSTEM = 7;
    private static final int OPTION_PACKET_FLAGS = 2;
    private static final int OPTION_PACKET_DROPS = 4;
    private static final int LONGEST_NAME = 256;

    private final Interfaces known;
    private final List<Interface> interfaces = new ArrayList<>();
    private long dropsBefore;

    Section(Interfaces known) {
        this.known = known;
    }

    /** One interface of the section. */
    static final class Interface {

        private final int index;
        private final int linkType;
        private final int snapshotLength;
        private final Resolution resolution;
        private long dropsInStatistics;
        private long dropsInPackets;

        private Interface(int index, CaptureInterface description, Resolution resolution) {
            this.index = index;
            linkType = description.linkType();
            snapshotLength = description.snapshotLength();
            this.resolution = resolution;
        }

        /** Its number in the whole capture. */
        int index() {
            return index;
        }

        int linkType() {
            return linkType;
        }

        int snapshotLength() {
            return snapshotLength;
        }

        Resolution resolution() {
            return resolution;
        }

        /** Reads what follows the frame in a packet block, above all how many frames were lost before it. */
        void readOptions(ByteBuffer block, int at, int end, boolean old, int captured) throws DamagedException {
            if (old) {
                int drops = block.getShort(at + 10) & 0xffff;
                dropsInPackets += drops == 0xffff ? 0 : drops;
            }
            Options options = new Options(block, at + 28 + (captured + 3 & ~3), end);
            while (options.next()) {
                if (options.code() == OPTION_PACKET_FLAGS) {
                    options.checkLength(4);
                } else if (options.code() == OPTION_PACKET_DROPS) {
                    options.checkLength(8);
                    dropsInPackets += Math.max(0, options.number());
                }
            }
        }

        /** Both count the same frames where a file has both. */
        private long drops() {
            return Math.max(dropsInStatistics, dropsInPackets);
        }
    }

    /** A new section begins: its interfaces count from 0 again. */
    void begin() {
        dropsBefore = drops();
        interfaces.clear();
    }

    Interface get(int id) throws DamagedException {
        if (id < 0 || id >= interfaces.size()) {
            throw new DamagedException("a frame of interface " + Integer.toUnsignedLong(id) + ", where the section has "
                    + interfaces.size());
        }
        return interfaces.get(id);
    }

    /** Reads an Interface Description Block. */
    void describe(ByteBuffer block, int at, int end) throws DamagedException {
        if (end - at < 16) {
            throw new DamagedException("an interface description of " + (end - at) + " bytes");
        }
        if (interfaces.size() == Interfaces.MOST) {
            throw new DamagedException("more than " + Interfaces.MOST + " interfaces");
        }
        String name = null;
        int exponent = 6;
        long offset = 0;
        Options options = new Options(block, at + 16, end);
        while (options.next()) {
            if (options.code() == OPTION_NAME) {
                name = Printable.of(options.text(), LONGEST_NAME);
            } else if (options.code() == OPTION_RESOLUTION && options.length() == 1) {
                exponent = options.octet();
            } else if (options.code() == OPTION_OFFSET && options.length() == 8) {
                offset = options.number();
            }
        }
        CaptureInterface description = new CaptureInterface(name, block.getShort(at + 8) & 0xffff,
                ContainerReader.length(block.getInt(at + 12)));
        interfaces.add(new Interface(known.index(description), description, Resolution.of(exponent, offset)));
    }

    /** Reads an Interface Statistics Block, whose counts are totals since the capture began. */
    void statistics(ByteBuffer block, int at, int end) throws DamagedException {
        if (end - at < 20) {
            throw new DamagedException("interface statistics of " + (end - at) + " bytes");
        }
        long drops = 0;
        Options options = new Options(block, at + 20, end);
        while (options.next()) {
            boolean counts = options.code() == OPTION_DROPPED_BY_INTERFACE
                    || options.code() == OPTION_DROPPED_BY_SYSTEM;
            if (counts && options.length() == 8) {
                drops += Math.max(0, options.number());
            }
        }
        int id = block.getInt(at + 8);
        if (id >= 0 && id < interfaces.size()) {
            interfaces.get(id).dropsInStatistics = drops;
        }
    }

    /** How many frames the capturing system says it lost, in this section and those before it. */
    long drops() {
        return dropsBefore + interfaces.stream().mapToLong(Interface::drops).sum();
    }
}
