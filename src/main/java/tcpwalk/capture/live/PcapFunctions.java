package tcpwalk.capture.live;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/**
 * The functions of libpcap in use, and its numbers. Handles and pointers are plain {@code long}s: with nothing but
 * primitives to pass, JNA's direct mapping needs no conversion and no callback, which is what keeps up with 500 000
 * packets a second.
 */
final class PcapFunctions {

    static final int ERROR_BREAK = -2;
    static final int ERROR_NO_SUCH_DEVICE = -5;
    static final int ERROR_PERMISSION = -8;
    static final int ERROR_NOT_UP = -9;
    static final int ERROR_PROMISCUOUS_PERMISSION = -11;

    static final int ERROR_BUFFER_LENGTH = 256;
    static final int NANOSECONDS = 1;
    static final int NETMASK_UNKNOWN = -1;

    static final int LINUX_COOKED = 113;
    static final int LINUX_COOKED_2 = 276;

    private PcapFunctions() {
    }

    static void bind(NativeLibrary library) {
        Native.register(PcapFunctions.class, library);
    }

    static native String pcap_lib_version();

    static native long pcap_create(String device, byte[] error);

    static native int pcap_set_snaplen(long handle, int bytes);

    static native int pcap_set_promisc(long handle, int on);

    static native int pcap_set_timeout(long handle, int milliseconds);

    static native int pcap_set_immediate_mode(long handle, int on);

    static native int pcap_set_buffer_size(long handle, int bytes);

    static native int pcap_set_tstamp_precision(long handle, int precision);

    static native int pcap_get_tstamp_precision(long handle);

    static native int pcap_activate(long handle);

    static native int pcap_set_datalink(long handle, int linkType);

    static native int pcap_datalink(long handle);

    static native int pcap_setdirection(long handle, int direction);

    static native int pcap_compile(long handle, byte[] program, String filter, int optimize, int netmask);

    static native int pcap_setfilter(long handle, byte[] program);

    static native void pcap_freecode(byte[] program);

    static native int pcap_next_ex(long handle, long headerPointer, long dataPointer);

    static native void pcap_breakloop(long handle);

    static native int pcap_stats(long handle, int[] statistics);

    static native long pcap_open_dead(int linkType, int snapshotLength);

    static native int pcap_offline_filter(byte[] program, byte[] header, ByteBuffer packet);

    static native String pcap_geterr(long handle);

    static native String pcap_statustostr(int status);

    static native void pcap_close(long handle);
}
