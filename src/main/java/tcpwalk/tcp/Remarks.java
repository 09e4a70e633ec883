package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stands out in one connection, a kind that repeats with a count and its first frames. Texts are made when they
 * are read, since most connections of a large capture are only counted.
 */
class Remarks {

    private static final class Remark {
        private final FindingKind kind;
        private final long first;
        private Supplier<String> text;
        private int count = 1;
        private long[] more;

        Remark(FindingKind kind, long first, Supplier<String> text) {
            this.kind = kind;
            this.first = first;
            this.text = text;
        }

        void add(long frame) {
            if (count < Finding.MAX_FRAMES) {
                int at = count - 1;
                if (more == null) {
                    more = new long[3];
                } else if (at == more.length) {
                    more = Arrays.copyOf(more, Math.min(Finding.MAX_FRAMES - 1, 3 * at));
                }
                more[at] = frame;
            }
            count++;
        }

        Finding toFinding() {
            long[] frames = new long[Math.min(count, Finding.MAX_FRAMES)];
            frames[0] = first;
            if (frames.length > 1) {
                System.arraycopy(more, 0, frames, 1, frames.length - 1);
                Arrays.sort(frames);
            }
            return new Finding(kind, count, Arrays.stream(frames).boxed().toList(), text.get());
        }
    }

    private Remark[] remarks = new Remark[2];
    private int size;

    final void add(FindingKind kind, long frame, Supplier<String> text) {
        Remark remark = find(kind);
        if (remark != null) {
            remark.add(frame);
            return;
        }
        if (size == remarks.length) {
            remarks = Arrays.copyOf(remarks, 2 * size);
        }
        remarks[size++] = new Remark(kind, frame, text);
    }

    /** The same of the other end, when the connection is handed over: both sentences stand. */
    final void join(FindingKind kind, long frame, Supplier<String> text) {
        Remark remark = find(kind);
        add(kind, frame, text);
        if (remark != null) {
            Supplier<String> before = remark.text;
            remark.text = () -> before.get() + "; " + text.get();
        }
    }

    final void summarize(FindingKind kind, Supplier<String> text) {
        Remark remark = find(kind);
        if (remark != null) {
            remark.text = text;
        }
    }

    final int count(FindingKind kind) {
        Remark remark = find(kind);
        return remark == null ? 0 : remark.count;
    }

    private Remark find(FindingKind kind) {
        for (int i = 0; i < size; i++) {
            if (remarks[i].kind == kind) {
                return remarks[i];
            }
        }
        return null;
    }

    final Severity gravest() {
        Severity gravest = null;
        for (int i = 0; i < size; i++) {
            Severity severity = remarks[i].kind.severity();
            gravest = gravest == null || severity.compareTo(gravest) > 0 ? severity : gravest;
        }
        return gravest;
    }

    final List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            findings.add(remarks[i].toFinding());
        }
        return findings;
    }
}
