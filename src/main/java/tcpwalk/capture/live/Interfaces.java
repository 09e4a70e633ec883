package tcpwalk.capture.live;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tcpwalk.wire.IpAddress;

/**
 * Lists the machine's interfaces, without libpcap, so that one without it can be told so.
 *
 * <p>From {@code /sys/class/net}: {@link NetworkInterface} leaves out what has no address.
 */
public final class Interfaces {

    private static final Path SYSTEM = Path.of("/sys/class/net");
    private static final int UP = 0x1;
    private static final int LOOPBACK = 0x8;
    private static final int NO_ARP = 0x80;
    private static final int ETHERNET = 1;

    private final Path root;
    private final String libraryObstacle;
    private final String privilegeObstacle;

    Interfaces(Path root, String libraryObstacle, String privilegeObstacle) {
        this.root = root;
        this.libraryObstacle = libraryObstacle;
        this.privilegeObstacle = privilegeObstacle;
    }

    /** Every interface in the kernel's order. */
    public static List<LocalInterface> list() throws CaptureException {
        String library = "";
        try {
            Libpcap.version();
        } catch (CaptureException e) {
            library = e.getMessage();
        }
        String privilege = Privileges.current().mayCapture() ? "" : "no permission: needs CAP_NET_RAW";
        return new Interfaces(SYSTEM, library, privilege).read();
    }

    /** Whether an interface is there and up; true for {@code any}, and where the system does not say. */
    public static boolean isUp(String name) {
        try {
            NetworkInterface known = NetworkInterface.getByName(name);
            return name.equals(PcapHandle.ANY) || known != null && known.isUp();
        } catch (IOException e) {
            return true;
        }
    }

    List<LocalInterface> read() throws CaptureException {
        try (Stream<Path> entries = Files.list(root)) {
            // A file, not a directory, such as bonding_masters, is no interface.
            return entries.filter(Files::isDirectory).map(this::describe)
                    .sorted(Comparator.comparingInt(LocalInterface::index)).collect(Collectors.toList());
        } catch (IOException e) {
            throw new CaptureException(CaptureFault.OTHER, "cannot list the interfaces: " + e, e);
        }
    }

    private LocalInterface describe(Path entry) {
        String name = entry.getFileName().toString();
        int flags = number(entry, "flags");
        int type = number(entry, "type");
        boolean up = (flags & UP) != 0;
        String down = up ? "" : "down";
        boolean loopback = (flags & LOOPBACK) != 0;
        return new LocalInterface(number(entry, "ifindex"), name, up, up && number(entry, "carrier") == 1, loopback,
                framing(type), number(entry, "mtu"), hardwareAddress(entry), addresses(name),
                first(libraryObstacle, privilegeObstacle, down), first(privilegeObstacle, down),
                type == ETHERNET && !loopback && (flags & NO_ARP) == 0);
    }

    private static String first(String... obstacles) {
        for (String obstacle : obstacles) {
            if (!obstacle.isEmpty()) {
                return obstacle;
            }
        }
        return "";
    }

    /** Names of ARPHRD numbers (Linux, if_arp.h), those that people meet. */
    private static String framing(int type) {
        return switch (type) {
            case ETHERNET -> "Ethernet";
            case 772 -> "loopback";
            case 65534 -> "raw IP";
            case 512 -> "PPP";
            case 768, 769, 776, 778, 823 -> "IP tunnel";
            case 801, 802, 803 -> "Wi-Fi";
            case 32 -> "InfiniBand";
            case 280 -> "CAN";
            default -> "type " + type;
        };
    }

    private static String hardwareAddress(Path entry) {
        String address = text(entry, "address");
        return address.replaceAll("[0:]", "").isEmpty() ? "" : address;
    }

    private static List<IpAddress> addresses(String name) {
        try {
            NetworkInterface known = NetworkInterface.getByName(name);
            return known == null ? List.of() : known.getInterfaceAddresses().stream()
                    .map(InterfaceAddress::getAddress).map(IpAddress::of).collect(Collectors.toList());
        } catch (IOException e) {
            // It went away while we looked.
            return List.of();
        }
    }

    /** Decimal or with 0x; 0 where the kernel will not say, as for the carrier of an interface that is down. */
    private static int number(Path entry, String attribute) {
        String text = text(entry, attribute);
        try {
            return text.isEmpty() ? 0 : Integer.decode(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String text(Path entry, String attribute) {
        try {
            return Files.readString(entry.resolve(attribute)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
