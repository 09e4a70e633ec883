package tcpwalk.tcp;

import java.util.List;
import java.util.function.Supplier;
import tcpwalk.wire.Segment;

/** What is out of the ordinary in a connection; most have nothing of it, so that it is kept apart. */
abstract class RemarkableConnection extends ConnectionEnds {

    private static final class Particulars extends Remarks {
        private Diagnosis.Notes notes;
        private ResetCause resetCause;
        private Segment challenger;
    }

    private Particulars particulars;

    RemarkableConnection(Segment first, Side from) {
        super(first, from);
    }

    RemarkableConnection(TcbRows tcbs, int row) {
        super(tcbs, row);
    }

    private Particulars particulars() {
        if (particulars == null) {
            particulars = new Particulars();
        }
        return particulars;
    }

    /** What stands out, in the order in which it was found. */
    public final List<Finding> findings() {
        return particulars == null ? List.of() : particulars.findings();
    }

    /** How often something was found, 0 if never; cheaper than {@link #findings()}. */
    public final int count(FindingKind kind) {
        return particulars == null ? 0 : particulars.count(kind);
    }

    /** The gravest finding's severity, or null without any. */
    public final Severity gravest() {
        return particulars == null ? null : particulars.gravest();
    }

    /** Why it was reset, or null while it was not. */
    public final ResetCause resetCause() {
        return particulars == null ? null : particulars.resetCause;
    }

    final void found(FindingKind kind, long frame, Supplier<Account> account) {
        particulars().add(kind, frame, account);
    }

    final void foundAtTheEnd(FindingKind kind, long frame, Supplier<Account> account) {
        particulars().join(kind, frame, account);
    }

    final void summarize(FindingKind kind, Supplier<Account> account) {
        particulars().summarize(kind, account);
    }

    final void withdraw(FindingKind kind, long frame) {
        particulars().withdraw(kind, frame);
    }

    final void explainReset(ResetCause cause) {
        particulars().resetCause = cause;
    }

    /** What a diagnosis remembers of it, or null. */
    final Diagnosis.Notes notes() {
        return particulars == null ? null : particulars.notes;
    }

    final void remember(Diagnosis.Notes what) {
        particulars().notes = what;
    }

    /** A SYN with another number that came while the connection was open, or null; see {@link Succession}. */
    final Segment challenger() {
        return particulars == null ? null : particulars.challenger;
    }

    final void challengedBy(Segment syn) {
        particulars().challenger = syn;
    }
}
