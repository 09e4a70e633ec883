package tcpwalk.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureFault;
import tcpwalk.capture.live.CaptureStatistics;
import tcpwalk.capture.live.Interfaces;

/** All interfaces of a run: whose frame is next, what was lost, and who has gone away and may come back. */
final class Taps {

    /** Later than this, another interface's frame is not waited for: the kernel holds it back for 100 ms. */
    private static final long HOLD = 150_000_000L;
    private static final long LOOK_EVERY = 500_000_000L;
    private static final long NOTICE_EVERY = 1_000_000_000L;

    private static final class Watched {
        private final Tap tap;
        private long lost;
        private long noticed;
        private long noticeTime;
        /** Whether somebody is at it. */
        private volatile boolean opening;
        /** Whether it makes no sense to try again. */
        private volatile boolean hopeless;

        Watched(Tap tap) {
            this.tap = tap;
        }
    }

    private final List<Watched> all = new ArrayList<>();
    private final boolean retry;
    private final Consumer<String> notices;
    private final Executor opener;
    private final Losses losses = new Losses();
    private long checked = now();
    private long looked;
    private boolean closed;

    Taps(List<Tap> taps, boolean retry, Consumer<String> notices, Executor opener) {
        taps.forEach(tap -> all.add(new Watched(tap)));
        this.retry = retry;
        this.notices = notices;
        this.opener = opener;
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    void open() throws CaptureException {
        for (Watched each : all) {
            try {
                each.tap.open();
            } catch (CaptureException e) {
                if (!retry || !mayPass(e)) {
                    close();
                    throw e;
                }
                notices.accept(e.getMessage() + "; waiting for it");
            }
        }
    }

    private static boolean mayPass(CaptureException e) {
        return e.fault() == CaptureFault.INTERFACE_DOWN || e.fault() == CaptureFault.INTERFACE_UNKNOWN;
    }

    /**
     * The tap whose frame is the earliest; null while there is none, or while an earlier one may yet come.
     *
     * @param last whether nothing more is waited for
     */
    Tap next(boolean last) {
        if (all.size() == 1) {
            Tap only = all.get(0).tap;
            return only.ring().hasNext() ? only : null;
        }
        Tap earliest = null;
        boolean incomplete = false;
        for (Watched each : all) {
            Tap tap = each.tap;
            if (!tap.ring().hasNext()) {
                incomplete |= tap.isOpen();
            } else if (earliest == null || tap.ring().nextTime() < earliest.ring().nextTime()) {
                earliest = tap;
            }
        }
        boolean held = !last && incomplete && earliest != null && !earliest.ring().isHalfFull()
                && now() - earliest.ring().nextTime() < HOLD;
        return held ? null : earliest;
    }

    boolean hasFrames() {
        return all.size() == 1 && all.get(0).tap.ring().hasNext();
    }

    int indexOf(Tap tap) {
        int index = 0;
        while (all.get(index).tap != tap) {
            index++;
        }
        return index;
    }

    String name(int index) {
        return all.get(index).tap.name();
    }

    /** Looks after everything but frames, some ten times a second. */
    void check(long now) {
        boolean look = !closed && now - looked >= LOOK_EVERY;
        for (Watched each : all) {
            countLosses(each, now);
            CaptureException failure = each.tap.takeFailure();
            if (failure != null) {
                lost(each, failure.getMessage());
            } else if (look && each.tap.isOpen() && !Interfaces.isUp(each.tap.name())) {
                // libpcap says nothing of an interface that goes down.
                each.tap.close();
                lost(each, "the interface went down");
            }
            if (retry && !closed && !each.hopeless && !each.opening && !each.tap.isOpen()) {
                reopen(each);
            }
        }
        checked = now;
        looked = look ? now : looked;
    }

    private void lost(Watched each, String reason) {
        notices.accept(each.tap.name() + ": " + reason + (retry ? "; waiting for it" : ""));
    }

    private void countLosses(Watched each, long now) {
        TapReport report = report(each.tap);
        long lost = report.lost() - each.lost;
        if (lost > 0) {
            each.lost += lost;
            losses.add(checked, now, lost);
        }
        if (each.lost > each.noticed && now - each.noticeTime >= NOTICE_EVERY) {
            notices.accept(each.tap.name() + ": " + (each.lost - each.noticed) + " packets lost ("
                    + report.whereLost() + " in all): what seems missing may be this capture's own gap");
            each.noticed = each.lost;
            each.noticeTime = now;
        }
    }

    /** Tries again; the opener's thread may be another one. */
    private void reopen(Watched each) {
        each.opening = true;
        opener.execute(() -> {
            try {
                each.tap.open();
                notices.accept(each.tap.name() + " is there: capturing");
            } catch (CaptureException e) {
                if (!mayPass(e)) {
                    each.hopeless = true;
                    notices.accept(each.tap.name() + ": " + e.getMessage());
                }
            } finally {
                each.opening = false;
            }
        });
    }

    /** Whether nothing can come any more. */
    boolean areGone() {
        return all.stream().allMatch(each -> !each.tap.isOpen() && (!retry || each.hopeless));
    }

    List<CaptureStatistics> statistics() {
        return all.stream().map(each -> each.tap.statistics()).toList();
    }

    boolean haveGivenAll(List<CaptureStatistics> then) {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).tap.hasGivenAll(then.get(i))) {
                return false;
            }
        }
        return true;
    }

    Losses losses() {
        return losses;
    }

    List<TapReport> reports() {
        return all.stream().map(each -> report(each.tap)).toList();
    }

    private static TapReport report(Tap tap) {
        return new TapReport(tap.name(), tap.statistics(), tap.ring().overflows());
    }

    void close() {
        closed = true;
        all.forEach(each -> each.tap.close());
    }
}
