package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stands out in one connection, a kind that repeats with a count and its first frames. Texts are made when they
 * are read, since most connections of a large capture are only counted.
 */
final class Remarks {

    private static final Remark[] NONE = { };

    private static final class Remark {
        private final FindingKind kind;
        private Supplier<String> text;
        private int count;
        private long[] frames = new long[1];

        Remark(FindingKind kind, Supplier<String> text) {
            this.kind = kind;
            this.text = text;
        }

        void add(long frame) {
            if (count < Finding.MAX_FRAMES) {
                if (count == frames.length) {
                    frames = Arrays.copyOf(frames, Math.min(Finding.MAX_FRAMES, 4 * count));
                }
                frames[count] = frame;
            }
            count++;
        }

        Finding toFinding() {
            List<Long> shown = Arrays.stream(frames, 0, Math.min(count, Finding.MAX_FRAMES)).sorted().boxed().toList();
            return new Finding(kind, count, shown, text.get());
        }
    }

    private Remark[] remarks = NONE;
    private int size;

    void add(FindingKind kind, long frame, Supplier<String> text) {
        Remark remark = find(kind);
        if (remark == null) {
            remark = new Remark(kind, text);
            if (size == remarks.length) {
                remarks = Arrays.copyOf(remarks, Math.max(1, 2 * size));
            }
            remarks[size++] = remark;
        }
        remark.add(frame);
    }

    /** The same of the other end, when the connection is handed over: both sentences stand. */
    void join(FindingKind kind, long frame, Supplier<String> text) {
        Remark remark = find(kind);
        Supplier<String> before = remark == null ? null : remark.text;
        add(kind, frame, text);
        if (before != null) {
            remark.text = () -> before.get() + "; " + text.get();
        }
    }

    void summarize(FindingKind kind, Supplier<String> text) {
        Remark remark = find(kind);
        if (remark != null) {
            remark.text = text;
        }
    }

    int count(FindingKind kind) {
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

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            findings.add(remarks[i].toFinding());
        }
        return findings;
    }
}
