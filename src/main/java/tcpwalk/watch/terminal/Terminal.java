package tcpwalk.watch.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The terminal that this process was started from, taken over for a full screen. It is given back as it was found when
 * this is closed, and at the latest when the JVM ends: by a signal, too.
 */
public final class Terminal implements AutoCloseable {

    /** Alternate screen, no cursor, no line wrap. */
    private static final byte[] ENTER = "\033[?1049h\033[?25l\033[?7l".getBytes(US_ASCII);
    /** A frame may have been cut short, so its colour and its update are ended too. */
    private static final byte[] LEAVE = "\033[?2026l\033[0m\033[?7h\033[?25h\033[?1049l".getBytes(US_ASCII);
    private static final Size USUAL = new Size(80, 24);
    private static final long PATIENCE_MILLIS = 500;

    private final int fd;
    private final TerminalMode found;
    private final Thread hook = new Thread(this::giveBack, "tcpwalk-terminal");
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean open = true;
    private boolean taken;
    /** As the kernel keeps it, which may differ from what it was asked for. */
    private TerminalMode raw;

    private Terminal(int fd, TerminalMode found) {
        this.fd = fd;
        this.found = found;
    }

    /** Fails where a screen cannot be drawn; changes nothing. */
    public static void require() throws TerminalException {
        String kind = System.getenv("TERM");
        if (kind == null || kind.isEmpty() || kind.equals("dumb")) {
            throw new TerminalException("this terminal cannot move its cursor (TERM is "
                    + (kind == null || kind.isEmpty() ? "not set" : kind) + ")");
        }
        try {
            if (TerminalFunctions.isatty(1) != 1) {
                throw new TerminalException("standard output is not a terminal");
            }
        } catch (LinkageError e) {
            throw new TerminalException("JNA cannot load its native part: " + e, e);
        }
    }

    /** Takes the terminal over. */
    public static Terminal open() throws TerminalException {
        require();
        // Not standard input: that may be a file, or a password's pipe.
        int fd = TerminalFunctions.open("/dev/tty",
                TerminalFunctions.O_RDWR | TerminalFunctions.O_NOCTTY | TerminalFunctions.O_CLOEXEC);
        if (fd < 0) {
            throw new TerminalException("no terminal controls this process, so no keys can be read");
        }
        Terminal terminal = new Terminal(fd, TerminalMode.of(fd));
        Runtime.getRuntime().addShutdownHook(terminal.hook);
        try {
            terminal.take();
        } catch (IOException e) {
            terminal.close();
            throw new TerminalException(e.getMessage(), e);
        }
        return terminal;
    }

    private void take() throws IOException {
        writing.lock();
        try {
            if (open) {
                taken = true;
                found.raw().apply(fd);
                raw = TerminalMode.of(fd);
                writeAll(ENTER);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Whether it is another job's now, so that nothing may be written or read. */
    public boolean isAway() {
        int owner = TerminalFunctions.tcgetpgrp(fd);
        return owner != TerminalFunctions.getpgrp() && owner >= 0;
    }

    /** Takes it over again where a shell has had it in between; whether that was so. */
    public boolean retake() throws IOException {
        if (taken && raw.isSame(TerminalMode.of(fd))) {
            return false;
        }
        take();
        return true;
    }

    /** Gives it back and stops this process, as Ctrl-Z does; returns at some time after that goes on. */
    public void suspend() throws IOException {
        writing.lock();
        try {
            release();
        } finally {
            writing.unlock();
        }
        TerminalFunctions.kill(0, TerminalFunctions.SIGTSTP);
    }

    /** Leaves the mode alone where another job is there: the kernel would stop this one, and its shell has its own. */
    private void release() throws IOException {
        if (taken) {
            taken = false;
            if (!isAway()) {
                found.apply(fd);
            }
            writeAll(LEAVE);
        }
    }

    /** Its size now. */
    public Size size() {
        byte[] size = new byte[8];
        if (TerminalFunctions.ioctl(fd, TerminalFunctions.TIOCGWINSZ, size) != 0) {
            return USUAL;
        }
        ByteBuffer fields = ByteBuffer.wrap(size).order(ByteOrder.nativeOrder());
        int rows = fields.getShort(0) & 0xffff;
        int columns = fields.getShort(2) & 0xffff;
        return rows == 0 || columns == 0 ? USUAL : new Size(columns, rows);
    }

    /** Waits for keys; returns how many bytes were read, 0 when none came in time, -1 when the terminal is gone. */
    public int read(byte[] into, int milliseconds) {
        ByteBuffer request = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        request.putInt(0, fd).putShort(4, TerminalFunctions.POLLIN);
        int ready = TerminalFunctions.poll(request.array(), 1, milliseconds);
        if (ready == 0 || ready < 0 && Native.getLastError() == TerminalFunctions.EINTR) {
            return 0;
        }
        long length = ready < 0 ? -1 : TerminalFunctions.read(fd, into, into.length);
        if (length < 0 && Native.getLastError() == TerminalFunctions.EINTR) {
            return 0;
        }
        return length <= 0 ? -1 : (int) length;
    }

    /** Writes all of it, or nothing while the terminal is given back. */
    public void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            if (taken) {
                writeAll(bytes);
            }
        } finally {
            writing.unlock();
        }
    }

    private void writeAll(byte[] bytes) throws IOException {
        byte[] rest = bytes;
        while (rest.length > 0) {
            long written = TerminalFunctions.write(fd, rest, rest.length);
            if (written < 0 && Native.getLastError() != TerminalFunctions.EINTR) {
                throw new IOException("the terminal is gone");
            }
            rest = written <= 0 ? rest : Arrays.copyOfRange(rest, (int) written, rest.length);
        }
    }

    /** A terminal that takes no output, or is gone, keeps nobody from ending. */
    private void giveBack() {
        open = false;
        boolean alone = false;
        try {
            alone = writing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (alone) {
                release();
            } else if (!isAway()) {
                found.apply(fd);
            }
        } catch (IOException e) {
            // It is gone, and with it all that could be given back.
            taken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (alone) {
                writing.unlock();
            }
        }
    }

    /** Gives the terminal back. The descriptor stays open, since another thread may wait for keys. */
    @Override
    public void close() {
        giveBack();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook finds that nothing is left to do.
            open = false;
        }
    }
}
