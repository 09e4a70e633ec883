package tcpwalk.tcp.findings;

import tcpwalk.tcp.Diagnosis;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;

/** What the detectors remember of one connection; each part is made when the first detector needs it. */
final class CaseNotes implements Diagnosis.Notes {

    private OpeningNotes opening;
    private ClosingNotes closing;
    private Challenge challenge;
    private FlowNotes client;
    private FlowNotes server;
    private boolean clientOffloaded;
    private boolean serverOffloaded;

    /** The notes of a connection, or null while there are none. */
    static CaseNotes peek(Observation seen) {
        return (CaseNotes) seen.notes();
    }

    /** The notes of a connection, made where there are none. */
    static CaseNotes of(Observation seen) {
        CaseNotes notes = peek(seen);
        if (notes == null) {
            notes = new CaseNotes();
            seen.remember(notes);
        }
        return notes;
    }

    OpeningNotes opening() {
        if (opening == null) {
            opening = new OpeningNotes();
        }
        return opening;
    }

    /** Null while nothing about the opening is remembered. */
    OpeningNotes openingOrNull() {
        return opening;
    }

    ClosingNotes closing() {
        if (closing == null) {
            closing = new ClosingNotes();
        }
        return closing;
    }

    /** Null while nothing has come after a FIN. */
    ClosingNotes closingOrNull() {
        return closing;
    }

    /** Whether this is the first time that an end is said to leave its checksums to the network card. */
    boolean saysOffloaded(Side side) {
        boolean said = side == Side.CLIENT ? clientOffloaded : serverOffloaded;
        clientOffloaded |= side == Side.CLIENT;
        serverOffloaded |= side == Side.SERVER;
        return !said;
    }

    /** A doubtful segment that waits for its answer, or null. */
    Challenge challenge() {
        return challenge;
    }

    void challenge(Challenge next) {
        challenge = next;
    }

    /** What is remembered of the stream that a side sends. */
    FlowNotes flow(Side from) {
        FlowNotes flow = flowOrNull(from);
        if (flow == null) {
            flow = new FlowNotes();
            if (from == Side.CLIENT) {
                client = flow;
            } else {
                server = flow;
            }
        }
        return flow;
    }

    /** Null while nothing of that stream is remembered. */
    FlowNotes flowOrNull(Side from) {
        return from == Side.CLIENT ? client : server;
    }

    /** An opening that did not go as planned. */
    static final class OpeningNotes {
        long firstWait;
        long firstAnswerWait;
        /** Who sent the second of two bare SYNs. */
        Side second;
        /** Who acknowledged a SYN without sending one. */
        Side acknowledgedOnly;
        boolean told;
        /** Who dropped the SYN,ACK that answered it. */
        Side gone;
    }

    /** What came after one end had closed. */
    static final class ClosingNotes {
        /** What the other end had sent before. */
        long bytesBefore;
        long dataFrame;
        long dataTime;
        int dataLength;
        private final FinNotes client = new FinNotes();
        private final FinNotes server = new FinNotes();

        FinNotes fin(Side from) {
            return from == Side.CLIENT ? client : server;
        }
    }

    /** How one end repeated its FIN. */
    static final class FinNotes {
        int retries;
        long firstWait;
        /** When it was repeated last; 0 while it was not. */
        long lastTime;
    }

    /**
     * A segment that a receiver must question, and what the answer will be recognised by.
     *
     * @param asks     who must question it
     * @param repeated whether it is a SYN with the connection's own number
     */
    record Challenge(Side asks, Doubt doubt, boolean repeated, long frame, long time, boolean answered) {

        boolean bySyn() {
            return doubt == Doubt.SYN;
        }

        Challenge answeredNow() {
            return new Challenge(asks, doubt, repeated, frame, time, true);
        }
    }

    /** What of a segment is doubtful, and what follows if it was meant (RFC 5961 §3.2, §4.2, §5.2). */
    enum Doubt {
        RESET("reset"),
        SYN("SYN"),
        ACKNOWLEDGMENT("acknowledgment");

        private final String noun;

        Doubt(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }

        String consequence(Side sender) {
            return switch (this) {
                case RESET -> "an end that means it will answer with the exact number";
                case SYN -> "a " + sender + " that has lost the connection will answer with RST";
                case ACKNOWLEDGMENT -> "it acknowledges what was never sent";
            };
        }
    }
}
