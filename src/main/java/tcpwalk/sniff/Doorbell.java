package tcpwalk.sniff;

import java.util.concurrent.locks.LockSupport;

/** Wakes the tracking thread from a wait that is bounded anyway, so that a ring missed costs a moment and no more. */
final class Doorbell {

    private volatile Thread waiting;

    /** Waits until somebody rings, or for so many nanoseconds. */
    void await(long nanoseconds) {
        LockSupport.parkNanos(this, nanoseconds);
    }

    /** From now on {@link #ring()} wakes the calling thread; until then it costs those who ring nothing. */
    void arm() {
        waiting = Thread.currentThread();
    }

    void disarm() {
        waiting = null;
    }

    void ring() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
