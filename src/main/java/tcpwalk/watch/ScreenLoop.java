package tcpwalk.watch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tcpwalk.watch.model.Snapshot;
import tcpwalk.watch.model.Wishes;
import tcpwalk.watch.screen.Screen;
import tcpwalk.watch.screen.View;
import tcpwalk.watch.terminal.Display;
import tcpwalk.watch.terminal.Key;
import tcpwalk.watch.terminal.KeyDecoder;
import tcpwalk.watch.terminal.Size;
import tcpwalk.watch.terminal.Terminal;

/**
 * Reads keys and draws, in turns. The terminal's size is asked for at each turn, which costs a microsecond and needs no
 * signal.
 */
final class ScreenLoop implements Runnable {

    private static final int TURN_MILLIS = 100;
    /** What a key changes is seen sooner, yet a key held down does not draw more often than this. */
    private static final int SHORTEST_MILLIS = 30;
    /** The bytes of an escape sequence come closer together, even over a slow line. */
    private static final int ESCAPE_MILLIS = 50;

    private final Terminal terminal;
    private final Screen screen;
    private final AtomicReference<Snapshot> latest;
    private final AtomicReference<Wishes> wishes;
    private final AtomicReference<String> notice;
    private final Runnable quit;
    private final Display display = new Display();
    private final View view = new View();
    private final KeyDecoder decoder = new KeyDecoder(this::press);
    private final byte[] keys = new byte[256];
    private Snapshot shown = Snapshot.EMPTY;
    private boolean suspended;
    private volatile boolean stopped;
    private volatile Throwable failure;

    ScreenLoop(Terminal terminal, Screen screen, AtomicReference<Snapshot> latest, AtomicReference<Wishes> wishes,
            AtomicReference<String> notice, Runnable quit) {
        this.terminal = terminal;
        this.screen = screen;
        this.latest = latest;
        this.wishes = wishes;
        this.notice = notice;
        this.quit = quit;
    }

    void stop() {
        stopped = true;
    }

    /** Only after the thread has ended. */
    void rethrow() {
        if (failure != null) {
            throw new IllegalStateException("the screen could not be drawn", failure);
        }
    }

    @Override
    public void run() {
        try {
            boolean alive = true;
            while (alive && !stopped && !view.isOver()) {
                alive = turn();
            }
        } catch (IOException e) {
            // The terminal is gone, as when its window is closed: nobody watches any more.
            stopped = true;
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            terminal.close();
            quit.run();
        }
    }

    /** Draws, then reads keys until the next frame is due; false when the terminal is gone. */
    private boolean turn() throws IOException {
        if (suspended) {
            suspended = false;
            terminal.suspend();
            rest();
        }
        if (terminal.isAway()) {
            rest();
            return true;
        }
        if (terminal.retake()) {
            display.forget();
        }
        draw();
        long drawn = System.nanoTime();
        int patience = TURN_MILLIS;
        while (patience > 0 && !suspended) {
            int length = terminal.read(keys, decoder.waits() ? ESCAPE_MILLIS : patience);
            if (length < 0) {
                return false;
            }
            if (length == 0) {
                decoder.pause();
            }
            decoder.take(keys, length);
            long passed = (System.nanoTime() - drawn) / 1_000_000;
            patience = (int) ((length > 0 ? SHORTEST_MILLIS : TURN_MILLIS) - passed);
        }
        return true;
    }

    /** Long enough for a stop to reach every thread. */
    private static void rest() throws InterruptedIOException {
        try {
            Thread.sleep(TURN_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private void press(Key key) {
        suspended |= key.kind() == Key.Kind.SUSPEND;
        if (key.kind() == Key.Kind.REDRAW) {
            display.forget();
        }
        view.press(key);
    }

    private void draw() throws IOException {
        Size size = terminal.size();
        Snapshot now = latest.get();
        boolean other = now.detail() != null && (shown.detail() == null
                || now.detail().timeline().id() != shown.detail().timeline().id());
        if (!view.isPaused()) {
            shown = now;
        } else if (other) {
            // The list stands still, yet another connection may be looked at.
            shown = shown.with(now.detail());
        }
        List<String> lines = screen.lines(shown, view, size, notice.get());
        wishes.set(view.wishes());
        byte[] changes = display.show(lines, size);
        if (changes.length > 0) {
            terminal.write(changes);
        }
    }
}
