package tcpwalk.capture.live;

import java.nio.charset.StandardCharsets;

/** Opens handles of libpcap: a handle is the address of a {@code pcap_t}. */
final class PcapHandle {

    static final String ANY = "any";
    /** {@code struct bpf_program}: a length, padding and a pointer. */
    private static final int PROGRAM_LENGTH = 16;
    /** Bounds how long a quiet capture takes to notice a libpcap that cannot be interrupted (before 1.10). */
    private static final int TIMEOUT_MILLISECONDS = 100;

    /** In immediate mode libpcap makes the slots of its ring up to two bytes too short. */
    private static final int SLOT_SLACK = 2;

    private PcapHandle() {
    }

    /** Opens and activates: once this returns, what passes the interface is kept. */
    static long open(CaptureSettings settings) throws CaptureException {
        Libpcap.bind();
        byte[] error = new byte[PcapFunctions.ERROR_BUFFER_LENGTH];
        long handle = PcapFunctions.pcap_create(settings.interfaceName(), error);
        if (handle == 0) {
            throw new CaptureException(CaptureFault.OTHER, "cannot capture on " + settings.interfaceName() + ": "
                    + new String(error, StandardCharsets.UTF_8).replaceFirst("\0.*", ""));
        }
        try {
            activate(handle, settings);
            return handle;
        } catch (CaptureException e) {
            PcapFunctions.pcap_close(handle);
            throw e;
        }
    }

    private static void activate(long handle, CaptureSettings settings) throws CaptureException {
        PcapFunctions.pcap_set_snaplen(handle, settings.snapshotLength() + (settings.immediate() ? SLOT_SLACK : 0));
        PcapFunctions.pcap_set_promisc(handle, settings.promiscuous() ? 1 : 0);
        PcapFunctions.pcap_set_timeout(handle, TIMEOUT_MILLISECONDS);
        PcapFunctions.pcap_set_immediate_mode(handle, settings.immediate() ? 1 : 0);
        PcapFunctions.pcap_set_buffer_size(handle, settings.bufferBytes());
        // Where a device has no nanoseconds, microseconds stay; the handle is asked which it has.
        PcapFunctions.pcap_set_tstamp_precision(handle, PcapFunctions.NANOSECONDS);
        int status = PcapFunctions.pcap_activate(handle);
        if (status < 0) {
            throw refused(handle, status, settings.interfaceName());
        }
        if (settings.interfaceName().equals(ANY)) {
            // The second version of Linux's cooked header also says which interface; failing that, the first one stays.
            PcapFunctions.pcap_set_datalink(handle, PcapFunctions.LINUX_COOKED_2);
        }
        if (!settings.filter().isEmpty()) {
            filter(handle, settings.filter());
        }
        if (settings.direction() != CaptureSettings.Direction.BOTH) {
            check(handle, PcapFunctions.pcap_setdirection(handle, settings.direction().ordinal()));
        }
    }

    private static CaptureException refused(long handle, int status, String name) {
        return switch (status) {
            case PcapFunctions.ERROR_PERMISSION, PcapFunctions.ERROR_PROMISCUOUS_PERMISSION -> new CaptureException(
                    CaptureFault.NO_PERMISSION, "this process may not capture on " + name);
            case PcapFunctions.ERROR_NO_SUCH_DEVICE -> new CaptureException(
                    CaptureFault.INTERFACE_UNKNOWN, "interface " + name + " does not exist");
            case PcapFunctions.ERROR_NOT_UP -> new CaptureException(
                    CaptureFault.INTERFACE_DOWN, "interface " + name + " is down");
            default -> new CaptureException(CaptureFault.OTHER, "cannot capture on " + name + ": "
                    + PcapFunctions.pcap_statustostr(status) + " " + PcapFunctions.pcap_geterr(handle));
        };
    }

    private static void filter(long handle, String expression) throws CaptureException {
        byte[] program = compile(handle, expression);
        try {
            check(handle, PcapFunctions.pcap_setfilter(handle, program));
        } finally {
            PcapFunctions.pcap_freecode(program);
        }
    }

    /** The program of an expression; whoever has it frees it. */
    static byte[] compile(long handle, String expression) throws CaptureException {
        byte[] program = new byte[PROGRAM_LENGTH];
        if (PcapFunctions.pcap_compile(handle, program, expression, 1, PcapFunctions.NETMASK_UNKNOWN) < 0) {
            throw new CaptureException(CaptureFault.BAD_FILTER,
                    "filter \"" + expression + "\": " + PcapFunctions.pcap_geterr(handle));
        }
        return program;
    }

    private static void check(long handle, int result) throws CaptureException {
        if (result < 0) {
            throw new CaptureException(CaptureFault.OTHER, PcapFunctions.pcap_geterr(handle));
        }
    }
}
