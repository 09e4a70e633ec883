package tcpwalk.tcp.findings;

import tcpwalk.wire.SequenceNumber;

/** What is remembered of one direction's stream once something in it has stood out. */
final class FlowNotes {

    /** What made the sender repeat, so that what it repeats next has the same cause (RFC 6582 §3, RFC 6675 §5). */
    enum Recovery { NONE, FAST, TIME_OUT }

    /** Duplicate acknowledgments that the stream's sender has received of {@link #duplicateOf}. */
    int duplicates;
    int duplicateOf;
    boolean sacked;
    int highestSacked;

    Recovery recovery = Recovery.NONE;
    int recoveryPoint;
    /** How long the sender had waited for the acknowledgment whose absence began the recovery. */
    long recoveryWait;

    int repeatedSeq;
    int repeats;
    long repeatTime;
    long firstWait;

    /** The segment that came with something missing before it. */
    int gapStart;
    long gapTime;
    long gapFrame;
    int gapEnd;
    int gapIdentification;
    int gapTimestamp;
    boolean gapStamped;

    /** Numbers that were acknowledged and never seen. */
    int unseenStart;
    int unseenEnd;
    long unseenBytes;
    int unseenTimes;
    long unseenFrame;
    long firstUnseenFrame;

    /** Keep-alives and window probes of the stream's sender. */
    int probes;
    int openProbes;
    long probeTime;
    long probeInterval;
    long probeFrame;
    boolean persists;

    /** Since when the stream's receiver has offered no window; 0 while it does. */
    long stalledSince;
    long stalledTotal;

    /** Whether the stream's sender is repeating what was lost at once, up to {@link #recoveryPoint}. */
    boolean recovers(Recovery cause, int seq) {
        return recovery == cause && SequenceNumber.isBefore(seq, recoveryPoint);
    }

    /** How many of the last probes nothing came back for. */
    int unanswered(long peerLastTime) {
        return openProbes > 0 && peerLastTime < probeTime ? openProbes : 0;
    }
}
