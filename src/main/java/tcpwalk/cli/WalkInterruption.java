package tcpwalk.cli;

import tcpwalk.craft.Inbox;
import tcpwalk.craft.Sighting;

/** Ctrl-C and SIGTERM for a command that walks: the walk that goes on is told, and resets its peer; no other begins. */
final class WalkInterruption implements AutoCloseable {

    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000L;

    private final Interruption interruption = Interruption.by(this::interrupt);
    private Inbox inbox;
    private boolean interrupted;

    /** The walk that goes on now. */
    synchronized void watch(Inbox inbox) {
        this.inbox = inbox;
        if (interrupted) {
            tell();
        }
    }

    private synchronized void interrupt() {
        interrupted = true;
        notifyAll();
        if (inbox != null) {
            tell();
        }
    }

    private void tell() {
        inbox.add(new Sighting.Interruption("a signal"));
    }

    /** Waits between two walks; says whether the time passed without an interruption. */
    synchronized boolean pause(long nanoseconds) throws InterruptedException {
        long deadline = System.nanoTime() + nanoseconds;
        for (long left = nanoseconds; left > 0 && !interrupted; left = deadline - System.nanoTime()) {
            wait(left / NANOSECONDS_PER_MILLISECOND + 1);
        }
        return !interrupted;
    }

    /** Everything is printed. */
    @Override
    public void close() {
        interruption.close();
    }
}
