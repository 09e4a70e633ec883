package tcpwalk.cli;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.sniff.EventView;
import tcpwalk.sniff.Sniffer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Timelines;
import tcpwalk.watch.Watch;
import tcpwalk.watch.model.Traffic;
import tcpwalk.watch.terminal.TerminalException;
import tcpwalk.wire.Segment;

/** The full screen of {@code sniff --watch}, joined with what the run knows and with the connections that are meant. */
final class SniffScreen implements EventView, AutoCloseable {

    private static final int MOST_NOTICES = 20;

    private final ConnectionSelection selection;
    private final boolean selective;
    private final Watch watch;
    private final List<String> notices = new ArrayList<>();

    private SniffScreen(Watch watch, ConnectionSelection selection) {
        this.watch = watch;
        this.selection = selection;
        selective = selection.isSelective();
    }

    /** Fails where there is no terminal for it; changes nothing. */
    static void require() throws Failure {
        try {
            Watch.requireTerminal();
        } catch (TerminalException e) {
            throw failure(e);
        }
    }

    /**
     * Takes the terminal over, and shows the run from now on.
     *
     * @param subject what is listened to, for the first line
     */
    static SniffScreen open(String subject, Sniffer sniffer, KernelWitness kernel, ConnectionSelection selection)
            throws Failure {
        try {
            Watch watch = Watch.open(subject, Terminal.screenStyle(),
                    connection -> kernel.attended(connection,
                            sniffer.losses().qualify(Timelines.of(connection, sniffer.interfaceName(connection)))),
                    () -> new Traffic(sniffer.quality().frames(), sniffer.losses().frames()), sniffer::stop);
            SniffScreen screen = new SniffScreen(watch, selection);
            sniffer.add(screen);
            return screen;
        } catch (TerminalException e) {
            throw failure(e);
        }
    }

    private static Failure failure(TerminalException e) {
        return new Failure(ExitCode.ENVIRONMENT,
                "--watch needs a terminal: " + e.getMessage() + "; without --watch there is a line for each event", e);
    }

    boolean keepsSteps(Connection connection) {
        return isMeant(connection) && watch.keepsSteps(connection);
    }

    private boolean isMeant(Connection connection) {
        return !selective || selection.mayMean(connection);
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        if (isMeant(connection)) {
            watch.observed(connection, segment);
        }
    }

    @Override
    public void ended(Connection connection) {
        if (isMeant(connection)) {
            watch.ended(connection);
        }
    }

    @Override
    public void tick(long now) {
        watch.tick(now);
    }

    @Override
    public void changed(Observation seen) {
        // The states are in the list and in the ladder.
    }

    /** Said once more by the summary. */
    @Override
    public void raised(Alarm alarm) {
        watch.notice(alarm.finding().kind() + ": " + alarm.finding().text());
    }

    /** Something that the user must know; for any thread. */
    synchronized void note(String sentence) {
        watch.notice(sentence);
        if (notices.size() == MOST_NOTICES) {
            notices.remove(0);
        }
        notices.add(sentence);
    }

    /** The latest of what was noted. */
    synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        watch.close();
    }
}
