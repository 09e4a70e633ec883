package tcpwalk.cli;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tcpwalk.craft.Departure;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.endpoint.Offer;
import tcpwalk.craft.link.Via;
import tcpwalk.tcp.Side;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/** Options of every command that crafts a connection: where from, and what the endpoint offers and sends. */
final class CraftOptions {

    /** What Linux offers, and how long it stays in TIME-WAIT; RFC 9293 §3.4.2 would have 2 MSL be four minutes. */
    static final long TWO_MSL = 60_000_000_000L;
    private static final int DEFAULT_WINDOW = 64_240;
    private static final int DEFAULT_SCALE = 7;
    private static final int HIGHEST_PORT = 65_535;
    private static final long SEQUENCE_SPACE = 1L << 32;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "-4", description = "Use IPv4 only.")
    private boolean onlyV4;

    @Option(names = "-6", description = "Use IPv6 only.")
    private boolean onlyV6;

    @Option(names = "--iface", paramLabel = "IF", description = "Leave through this interface.")
    private String interfaceName;

    @Option(names = "--source", paramLabel = "ADDR", description = "Use this address of this machine.")
    private IpAddress source;

    @Option(names = "--source-port", paramLabel = "PORT", description = "Use this port instead of a free one.")
    private int sourcePort;

    @Option(names = "--via", description = "Send frames (link) or through a raw socket (raw); default: what suits.")
    private Via via;

    @Option(names = "--isn", paramLabel = "N", description = "Initial sequence number instead of a random one.")
    private String isn;

    @Option(names = "--mss", paramLabel = "BYTES", description = "Announce this maximum segment size.")
    private Integer mss;

    @Option(names = "--window", paramLabel = "BYTES", description = "Offer this window (default: 64240).")
    private long window = DEFAULT_WINDOW;

    @Option(names = "--wscale", paramLabel = "N|off", description = "Window scale, 0 to 14 (default: 7, or more if the"
            + " window needs it).")
    private String windowScale;

    @Option(names = "--no-sack", description = "Do not permit selective acknowledgments.")
    private boolean noSack;

    @Option(names = "--no-timestamps", description = "Do not offer timestamps.")
    private boolean noTimestamps;

    @Option(names = "--ttl", paramLabel = "N", defaultValue = "64",
            description = "Time to live, or hop limit (default: ${DEFAULT-VALUE}).")
    private int timeToLive;

    /** Refuses what contradicts itself before anything is opened. */
    void validate() {
        require(!(onlyV4 && onlyV6), "-4 and -6 exclude each other");
        require(sourcePort >= 0 && sourcePort <= HIGHEST_PORT, "--source-port is 1 to " + HIGHEST_PORT);
        require(timeToLive >= 1 && timeToLive <= 255, "--ttl is 1 to 255");
        require(mss == null || mss >= 1 && mss <= 0xffff, "--mss is 1 to 65535");
        sequenceNumber();
        offer(1, false);
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }

    /** 4, 6, or 0 where both will do. */
    int version() {
        return onlyV4 ? 4 : onlyV6 ? 6 : 0;
    }

    int timeToLive() {
        return timeToLive;
    }

    /** Where to leave from, towards a target that may name an interface itself. */
    Departure.Wish wish(String scope) {
        return new Departure.Wish(interfaceName != null ? interfaceName : scope, source, sourcePort, via);
    }

    /** What our endpoint is told, once it is known where it stands. */
    EndpointSettings settings(EndpointAddress local, EndpointAddress remote, int maxSegment,
            EndpointOptions endpoint) {
        Integer iss = sequenceNumber();
        return new EndpointSettings(Side.CLIENT, local, remote, offer(maxSegment, endpoint.ecn()),
                iss == null ? Departure.randomNumber() : iss, Departure.randomNumber(), maxSegment,
                endpoint.retries(), TWO_MSL);
    }

    private Integer sequenceNumber() {
        if (isn == null) {
            return null;
        }
        try {
            long number = Long.decode(isn);
            require(number >= 0 && number < SEQUENCE_SPACE, "--isn is 0 to 4294967295");
            return (int) number;
        } catch (NumberFormatException e) {
            throw new ParameterException(command.commandLine(), "--isn: '" + isn + "' is no number", e);
        }
    }

    private Offer offer(int maxSegment, boolean ecn) {
        try {
            return new Offer(mss != null ? mss : maxSegment, window, scale(), !noSack, !noTimestamps, ecn);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private int scale() {
        if (windowScale == null) {
            int scale = DEFAULT_SCALE;
            while (scale < Offer.MAX_WINDOW_SCALE && window > 0xffffL << scale) {
                scale++;
            }
            return scale;
        }
        if (windowScale.toLowerCase(Locale.ROOT).equals("off")) {
            return -1;
        }
        try {
            return Integer.parseInt(windowScale);
        } catch (NumberFormatException e) {
            throw new ParameterException(command.commandLine(), "--wscale is 0 to 14, or off", e);
        }
    }
}
