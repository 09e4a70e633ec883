package tcpwalk.watch;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import tcpwalk.render.TextStyle;
import tcpwalk.sniff.LiveView;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Timeline;
import tcpwalk.watch.model.LiveModel;
import tcpwalk.watch.model.Snapshot;
import tcpwalk.watch.model.Traffic;
import tcpwalk.watch.model.Wishes;
import tcpwalk.watch.screen.Screen;
import tcpwalk.watch.terminal.Terminal;
import tcpwalk.watch.terminal.TerminalException;
import tcpwalk.wire.Segment;

/**
 * A full-screen view of a live run. The tracking thread keeps the model and leaves a snapshot ten times a second; a
 * thread of its own draws it and reads keys, so that a slow terminal delays nobody.
 *
 * <p>The terminal is given back when this is closed, and at the latest when the JVM ends.
 */
public final class Watch implements LiveView, AutoCloseable {

    private static final long PATIENCE_MILLIS = 1000;

    private final LiveModel model;
    private final Supplier<Traffic> traffic;
    private final AtomicReference<Snapshot> latest = new AtomicReference<>(Snapshot.EMPTY);
    private final AtomicReference<Wishes> wishes = new AtomicReference<>(Wishes.NONE);
    private final AtomicReference<String> notice = new AtomicReference<>();
    private final Terminal terminal;
    private final ScreenLoop loop;
    private final Thread thread;

    /** Fails where there is no terminal to draw on, before anything else is begun; changes nothing. */
    public static void requireTerminal() throws TerminalException {
        Terminal.require();
    }

    /**
     * Takes the terminal over.
     *
     * @param subject   the interfaces and the capture's filter, for the first line
     * @param style     colour and characters; the width is the terminal's own
     * @param timelines how a connection is told in full, its story left out
     * @param traffic   what the capture has taken and lost; asked for on the tracking thread
     * @param quit      called on another thread when the user leaves, or the terminal has gone
     * @throws TerminalException where there is no terminal to draw on
     */
    public static Watch open(String subject, TextStyle style, Function<Connection, Timeline> timelines,
            Supplier<Traffic> traffic, Runnable quit) throws TerminalException {
        Watch watch = new Watch(Terminal.open(), new Screen(subject, style), timelines, traffic, quit);
        watch.thread.start();
        return watch;
    }

    private Watch(Terminal terminal, Screen screen, Function<Connection, Timeline> timelines,
            Supplier<Traffic> traffic, Runnable quit) {
        this.terminal = terminal;
        this.traffic = traffic;
        model = new LiveModel(timelines);
        loop = new ScreenLoop(terminal, screen, latest, wishes, notice, quit);
        thread = new Thread(loop, "tcpwalk-screen");
        thread.setDaemon(true);
    }

    /** Which connections keep their steps: for the connection table that feeds this view. */
    public boolean keepsSteps(Connection connection) {
        return model.keepsSteps(connection);
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        model.observed(connection);
    }

    @Override
    public void ended(Connection connection) {
        model.ended(connection);
    }

    @Override
    public void tick(long now) {
        latest.set(model.tick(now, traffic.get(), wishes.get()));
    }

    /** Shows a line above the keys, in place of the one before: while this is open, nothing else may be printed. */
    public void notice(String text) {
        notice.set(text);
    }

    /** Gives the terminal back; throws what ended the drawing, if anything did. */
    @Override
    public void close() {
        loop.stop();
        terminal.close();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.rethrow();
    }
}
