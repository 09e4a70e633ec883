package tcpwalk.watch.terminal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A terminal's mode as the kernel keeps it: {@code struct termios}, the same on all of Linux's common machines. */
final class TerminalMode {

    /** More than any C library's. */
    private static final int LENGTH = 256;
    private static final int LOCAL_FLAGS = 12;
    private static final int CHARACTERS = 17;
    private static final int ISIG = 1;
    private static final int VQUIT = 1;
    private static final int VSUSP = 10;

    private final byte[] bytes;

    private TerminalMode(byte[] bytes) {
        this.bytes = bytes;
    }

    static TerminalMode of(int fd) throws TerminalException {
        TerminalMode mode = new TerminalMode(new byte[LENGTH]);
        if (TerminalFunctions.tcgetattr(fd, mode.bytes) != 0) {
            throw new TerminalException("the terminal does not tell its mode");
        }
        return mode;
    }

    /**
     * Every key comes at once and unchanged, nothing is echoed. Ctrl-C still interrupts, so that it works even when
     * nobody reads keys; Ctrl-\ and Ctrl-Z, which would leave a torn screen, are keys without a meaning.
     */
    TerminalMode raw() {
        byte[] raw = bytes.clone();
        TerminalFunctions.cfmakeraw(raw);
        ByteBuffer fields = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
        fields.putInt(LOCAL_FLAGS, fields.getInt(LOCAL_FLAGS) | ISIG);
        fields.put(CHARACTERS + VQUIT, (byte) 0);
        fields.put(CHARACTERS + VSUSP, (byte) 0);
        return new TerminalMode(raw);
    }

    void apply(int fd) {
        TerminalFunctions.tcsetattr(fd, TerminalFunctions.TCSANOW, bytes);
    }

    boolean isSame(TerminalMode other) {
        return Arrays.equals(bytes, other.bytes);
    }
}
