package tcpwalk.capture.live;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C library's calls that change who a process is. Those that set users and groups reach every thread, since the C
 * library sees to it; {@code prctl} and {@code capset} reach the calling one.
 */
final class CredentialFunctions {

    static final int PR_SET_KEEPCAPS = 8;

    static {
        Native.register(CredentialFunctions.class, NativeLibrary.getInstance(null));
    }

    private CredentialFunctions() {
    }

    static native int geteuid();

    static native int initgroups(String user, int group);

    static native int setgroups(long count, int[] groups);

    static native int setresgid(int real, int effective, int saved);

    static native int setresuid(int real, int effective, int saved);

    static native int prctl(int option, long value, long unused3, long unused4, long unused5);

    static native int capset(byte[] header, byte[] data);
}
