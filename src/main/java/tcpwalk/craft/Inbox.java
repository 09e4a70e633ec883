package tcpwalk.craft;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The live {@link Sightings}: filled by the capture's thread and by whoever interrupts, emptied by the walk's. */
public final class Inbox implements Sightings {

    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    private final long origin = System.nanoTime();
    private final BlockingQueue<Sighting> queue = new LinkedBlockingQueue<>();

    /** Adds a sighting, from any thread. */
    public void add(Sighting sighting) {
        queue.add(sighting);
    }

    @Override
    public long now() {
        return System.nanoTime() - origin;
    }

    @Override
    public long epoch() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOSECONDS_PER_SECOND + now.getNano();
    }

    @Override
    public Sighting await(long deadline) throws InterruptedException {
        return queue.poll(Math.max(0, deadline - now()), TimeUnit.NANOSECONDS);
    }
}
