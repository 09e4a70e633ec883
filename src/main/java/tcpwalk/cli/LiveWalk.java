package tcpwalk.cli;

import java.io.IOException;
import java.util.concurrent.FutureTask;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.LiveCapture;
import tcpwalk.craft.Departure;
import tcpwalk.craft.Inbox;
import tcpwalk.craft.Walk;
import tcpwalk.craft.WalkPlan;
import tcpwalk.craft.WalkResult;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.link.LinkException;
import tcpwalk.craft.link.LinkFault;
import tcpwalk.wire.EndpointAddress;

/** Walks against a real peer: joins the capture, which sees, with the walk, which acts, and shows what comes of it. */
final class LiveWalk {

    private final CraftOptions options;
    private final EndpointOptions endpoint;
    private final WalkDisplay display;
    private final WalkFeed.Notices notices;
    private final WalkInterruption interruption;
    private final FutureTask<Void> warmUp;

    LiveWalk(CraftOptions options, EndpointOptions endpoint, WalkDisplay display, WalkFeed.Notices notices,
            WalkInterruption interruption, FutureTask<Void> warmUp) {
        this.options = options;
        this.endpoint = endpoint;
        this.display = display;
        this.notices = notices;
        this.interruption = interruption;
        this.warmUp = warmUp;
    }

    /**
     * One walk, the capture and the guard opened before and closed after it.
     *
     * @param id    its number, from 0
     * @param scope the interface that the target named, or null
     * @param file  takes the walk's frames, or null
     */
    WalkResult run(long id, EndpointAddress remote, String scope, WalkPlan plan, FrameSink file)
            throws Failure, IOException {
        try (Departure departure = Departure.prepare(remote.address(), options.wish(scope))) {
            EndpointSettings settings = options.settings(departure.local(), remote, departure.maxSegment(),
                    endpoint);
            Inbox inbox = new Inbox();
            WalkCapture sight = new WalkCapture(departure.local(), remote, inbox, file);
            display.begin(departure.local(), remote, departure.interfaceName());
            try (LiveCapture capture = LiveCapture.start(sight.settings(departure.interfaceName()), sight)) {
                interruption.watch(inbox);
                WarmUp.await(warmUp);
                WalkFeed feed = new WalkFeed(display, notices, plan.fullTimeWait());
                WalkResult result = feed.run(
                        new Walk(settings, plan, inbox, departure.output(options.timeToLive()), feed));
                if (result.connection() != null) {
                    display.end(WalkTimeline.of(result, id, departure.interfaceName(), feed.rows()));
                }
                if (capture.statistics().dropped() > 0) {
                    notices.notice("the capture dropped frames: rows may be missing");
                }
                return result;
            }
        } catch (LinkException e) {
            throw failure(e);
        } catch (CaptureException e) {
            throw failure(e);
        }
    }

    /** Why nothing can be captured, with the fix. */
    static Failure failure(CaptureException e) {
        return new Failure(ExitCode.ENVIRONMENT, withFix(e.getMessage(), e.fix()), e);
    }

    /** What this machine refuses, with its fix. */
    static Failure failure(LinkException e) {
        ExitCode code = e.fault() == LinkFault.NEIGHBOUR_SILENT ? ExitCode.NO_ANSWER : ExitCode.ENVIRONMENT;
        return new Failure(code, withFix(e.getMessage(), e.fix()), e);
    }

    private static String withFix(String message, String fix) {
        return fix.isEmpty() ? message : message + "; " + fix;
    }
}
