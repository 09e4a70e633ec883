package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stands out in one connection, a kind that repeats with a count and its first frames. Accounts are made when
 * they are read, since most connections of a large capture are only counted.
 */
class Remarks {

    private static final class Remark {
        private final FindingKind kind;
        private long first;
        private Supplier<Account> account;
        private int count = 1;
        private long[] more;

        Remark(FindingKind kind, long first, Supplier<Account> account) {
            this.kind = kind;
            this.first = first;
            this.account = account;
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

        void remove(long frame) {
            int named = Math.min(count, Finding.MAX_FRAMES) - 1;
            for (int i = -1; i < named; i++) {
                if ((i < 0 ? first : more[i]) == frame) {
                    first = i < 0 ? more[0] : first;
                    int from = Math.max(i, 0);
                    System.arraycopy(more, from + 1, more, from, named - from - 1);
                    break;
                }
            }
            count--;
        }

        Finding toFinding() {
            long[] frames = new long[Math.min(count, Finding.MAX_FRAMES)];
            frames[0] = first;
            if (frames.length > 1) {
                System.arraycopy(more, 0, frames, 1, frames.length - 1);
                Arrays.sort(frames);
            }
            return account.get().toFinding(kind, count, Arrays.stream(frames).boxed().toList());
        }
    }

    private Remark[] remarks = new Remark[2];
    private int size;

    final void add(FindingKind kind, long frame, Supplier<Account> account) {
        Remark remark = find(kind);
        if (remark != null) {
            remark.add(frame);
            return;
        }
        if (size == remarks.length) {
            remarks = Arrays.copyOf(remarks, 2 * size);
        }
        remarks[size++] = new Remark(kind, frame, account);
    }

    /** The same of the other end, when the connection is handed over: both sentences stand. */
    final void join(FindingKind kind, long frame, Supplier<Account> account) {
        Remark remark = find(kind);
        add(kind, frame, account);
        if (remark != null) {
            Supplier<Account> before = remark.account;
            remark.account = () -> before.get().and(account.get());
        }
    }

    /** What a frame seemed to show turned out otherwise. */
    final void withdraw(FindingKind kind, long frame) {
        Remark remark = find(kind);
        if (remark == null) {
            return;
        }
        if (remark.count > 1) {
            remark.remove(frame);
            return;
        }
        int at = 0;
        while (remarks[at] != remark) {
            at++;
        }
        System.arraycopy(remarks, at + 1, remarks, at, size - at - 1);
        remarks[--size] = null;
    }

    final void summarize(FindingKind kind, Supplier<Account> account) {
        Remark remark = find(kind);
        if (remark != null) {
            remark.account = account;
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
