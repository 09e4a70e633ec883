package tcpwalk.cli;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.capture.live.Interfaces;
import tcpwalk.capture.live.LocalInterface;
import tcpwalk.craft.link.LinkException;
import tcpwalk.craft.link.RouteLookup;
import tcpwalk.sniff.SniffPlan;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Printable;

/** Options that say where and how to listen. */
final class ListeningOptions {

    /** Which way the packets go that are wanted. */
    enum Direction { IN, OUT, BOTH }

    private static final String ANY = "any";
    private static final int LEAST_KERNEL_BUFFER = 1 << 16;
    private static final int MOST_KERNEL_BUFFER = Integer.MAX_VALUE;
    /** Addresses for documentation (RFC 5737, RFC 3849): what leads there is the default route. */
    private static final List<String> ANYWHERE = List.of("192.0.2.1", "2001:db8::1");

    @Option(names = {"--iface", "-i"}, paramLabel = "IF", split = ",",
            description = "Listen on this interface, given by its name or one of its addresses, or on any; may be"
                    + " repeated (default: the default route's).")
    private List<String> interfaces = List.of();

    @Parameters(arity = "0..*", paramLabel = "FILTER", description = "Only packets that this BPF expression lets pass.")
    private List<String> filter = List.of();

    @Option(names = "--snaplen", paramLabel = "BYTES", defaultValue = "256", converter = SizeConverter.class,
            description = "Keep so many bytes of a packet; 0 for all (default: ${DEFAULT-VALUE}, which holds all"
                    + " headers and options).")
    private long snapLength;

    @Option(names = "--buffer", paramLabel = "SIZE", defaultValue = "64M", converter = SizeConverter.class,
            description = "The kernel's buffer for each interface; another half of it lies between capturing and"
                    + " tracking (default: ${DEFAULT-VALUE}).")
    private long buffer;

    @Option(names = "--promiscuous", description = "Also what the interface sees that is not addressed to it.")
    private boolean promiscuous;

    @Option(names = "--direction", paramLabel = "WAY", defaultValue = "both",
            description = "in, out or both (default: ${DEFAULT-VALUE}).")
    private Direction direction;

    /** How many bytes of a packet are kept. */
    int snapLength() {
        long wanted = snapLength == 0 ? CaptureSettings.WHOLE_FRAMES : snapLength;
        return (int) Math.min(wanted, CaptureSettings.WHOLE_FRAMES);
    }

    /** The BPF expression; empty for none. */
    String filter() {
        return String.join(" ", filter);
    }

    int ringBytes() {
        // It must hold some of the longest frames, whatever else was asked for.
        return (int) Math.max(buffer / 2, 4L * snapLength());
    }

    /** Where to listen; {@code notices} is told of a choice that nobody made. */
    List<SniffPlan.Intake> intakes(Consumer<String> notices) throws Failure {
        if (buffer < LEAST_KERNEL_BUFFER || buffer > MOST_KERNEL_BUFFER) {
            throw new Failure(ExitCode.USAGE, "--buffer is 64k to 2047M");
        }
        List<SniffPlan.Intake> intakes = new ArrayList<>();
        for (String name : interfaces.isEmpty() ? List.of(defaultInterface(notices)) : interfaces) {
            String resolved = resolve(name);
            intakes.add(new SniffPlan.Intake(resolved, CaptureSettings.on(resolved).snapshotLength(snapLength())
                    .bufferBytes((int) buffer).promiscuous(promiscuous).direction(captureDirection())
                    .filter(filter())));
        }
        return intakes;
    }

    private CaptureSettings.Direction captureDirection() {
        return switch (direction) {
            case IN -> CaptureSettings.Direction.RECEIVED;
            case OUT -> CaptureSettings.Direction.SENT;
            case BOTH -> CaptureSettings.Direction.BOTH;
        };
    }

    /** An interface's name stays; an address becomes that of the interface that has it. */
    private static String resolve(String name) throws Failure {
        IpAddress address;
        try {
            address = IpAddress.parse(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
        try {
            NetworkInterface found = NetworkInterface.getByInetAddress(address.toInetAddress());
            if (found != null) {
                return found.getName();
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.ENVIRONMENT, "cannot list the interfaces: " + e.getMessage(), e);
        }
        throw new Failure(ExitCode.ENVIRONMENT, address + " is not an address of this machine; see tcpwalk interfaces");
    }

    private static String defaultInterface(Consumer<String> notices) throws Failure {
        String candidates = Stream.concat(candidates().stream(), Stream.of(ANY)).collect(Collectors.joining(", "));
        for (String destination : ANYWHERE) {
            try {
                String name = RouteLookup.to(IpAddress.parse(destination)).find().link().name();
                notices.accept("no --iface given: listening on " + Printable.of(name)
                        + ", the default route's; there are " + candidates);
                return name;
            } catch (LinkException e) {
                // No default route of that IP version.
                continue;
            }
        }
        throw new Failure(ExitCode.ENVIRONMENT, "there is no default route: say where to listen with --iface, one of "
                + candidates);
    }

    private static List<String> candidates() throws Failure {
        try {
            return Interfaces.list().stream().filter(LocalInterface::up).map(each -> Printable.of(each.name()))
                    .toList();
        } catch (CaptureException e) {
            throw new Failure(ExitCode.ENVIRONMENT, e.getMessage(), e);
        }
    }

    /** For people: {@code eth0 and lo}. */
    static String names(List<SniffPlan.Intake> intakes) {
        return intakes.stream().map(each -> Printable.of(each.name())).collect(Collectors.joining(" and "));
    }
}
