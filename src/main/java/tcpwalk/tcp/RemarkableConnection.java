package tcpwalk.tcp;

import java.util.List;
import java.util.function.Supplier;
import tcpwalk.wire.Segment;

/** What a diagnosis found in a connection, and what it remembers of it; most have neither. */
abstract class RemarkableConnection extends ConnectionEnds {

    private Remarks remarks;
    private Diagnosis.Notes notes;

    RemarkableConnection(Segment first, Side from) {
        super(first, from);
    }

    /** What stands out, in the order in which it was found. */
    public List<Finding> findings() {
        return remarks == null ? List.of() : remarks.findings();
    }

    /** How often something was found, 0 if never; cheaper than {@link #findings()}. */
    public int count(FindingKind kind) {
        return remarks == null ? 0 : remarks.count(kind);
    }

    void found(FindingKind kind, long frame, Supplier<String> text) {
        if (remarks == null) {
            remarks = new Remarks();
        }
        remarks.add(kind, frame, text);
    }

    void summarize(FindingKind kind, Supplier<String> text) {
        if (remarks != null) {
            remarks.summarize(kind, text);
        }
    }

    Diagnosis.Notes notes() {
        return notes;
    }

    void remember(Diagnosis.Notes what) {
        notes = what;
    }
}
