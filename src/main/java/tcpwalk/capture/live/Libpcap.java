package tcpwalk.capture.live;

import com.sun.jna.NativeLibrary;
import java.util.List;

/** The libpcap of this machine, looked for when it is first needed and not before. */
public final class Libpcap {

    /** Debian's name, everybody else's, and what a developer has. */
    private static final List<String> NAMES = List.of("libpcap.so.0.8", "libpcap.so.1", "libpcap.so", "pcap");

    private static boolean bound;

    private Libpcap() {
    }

    /** What libpcap says of itself: {@code libpcap version 1.10.3 (with TPACKET_V3)}. */
    public static String version() throws CaptureException {
        bind();
        return PcapFunctions.pcap_lib_version();
    }

    /** Loads the library unless it is; a machine without it is told which package has it. */
    static synchronized void bind() throws CaptureException {
        if (bound) {
            return;
        }
        // Unless told where libraries are, JNA runs ldconfig in a child process: 50 ms.
        if (System.getProperty("jna.platform.library.path") == null) {
            System.setProperty("jna.platform.library.path", "");
        }
        NativeLibrary library = find(NAMES);
        try {
            PcapFunctions.bind(library);
        } catch (LinkageError e) {
            throw new CaptureException(CaptureFault.LIBRARY_TOO_OLD, "this libpcap is too old: " + e.getMessage(), e);
        }
        bound = true;
    }

    static NativeLibrary find(List<String> names) throws CaptureException {
        LinkageError missing = null;
        for (String name : names) {
            try {
                return NativeLibrary.getInstance(name);
            } catch (UnsatisfiedLinkError e) {
                missing = e;
            } catch (LinkageError e) {
                throw new CaptureException(CaptureFault.NATIVE_BRIDGE, "JNA cannot load its native part: " + e, e);
            }
        }
        throw new CaptureException(CaptureFault.LIBRARY_MISSING, "libpcap is not installed", missing);
    }
}
