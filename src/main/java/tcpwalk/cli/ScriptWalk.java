package tcpwalk.cli;

import java.io.IOException;
import java.util.concurrent.FutureTask;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.LiveCapture;
import tcpwalk.craft.Departure;
import tcpwalk.craft.Inbox;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.link.LinkException;
import tcpwalk.walk.Peer;
import tcpwalk.walk.PlayListener;
import tcpwalk.walk.PlayResult;
import tcpwalk.walk.Player;
import tcpwalk.walk.Understudy;
import tcpwalk.walk.script.Script;
import tcpwalk.wire.EndpointAddress;

/** Plays a script against a real peer: joins the capture, which sees, with the player, which acts. */
final class ScriptWalk {

    private final CraftOptions options;
    private final WalkDisplay display;
    private final ScriptCommentary commentary;
    private final WalkFeed.Notices notices;
    private final FutureTask<Void> warmUp;

    ScriptWalk(CraftOptions options, WalkDisplay display, ScriptCommentary commentary, WalkFeed.Notices notices,
            FutureTask<Void> warmUp) {
        this.options = options;
        this.display = display;
        this.commentary = commentary;
        this.notices = notices;
        this.warmUp = warmUp;
    }

    /**
     * Plays once, the capture and the guard opened before and closed after it.
     *
     * @param scope the interface that the target named, or null
     * @param file  takes the walk's frames, or null
     */
    PlayResult play(Script script, Peer peer, String scope, ReadingPace pace, FrameSink file)
            throws Failure, IOException {
        EndpointAddress remote = peer.address();
        try (Departure departure = Departure.prepare(remote.address(), options.wish(scope));
                WalkInterruption interruption = new WalkInterruption()) {
            EndpointAddress local = departure.local();
            EndpointSettings settings = options.settings(local, remote, departure.maxSegment(),
                    EndpointOptions.SCRIPTED);
            Inbox inbox = new Inbox();
            // Afterwards all that the script needs is loaded, and the times that it measures are the network's.
            Understudy.rehearse(script, settings, PlayListener.NONE, 0);
            WalkCapture sight = new WalkCapture(local, remote, inbox, file);
            try (LiveCapture capture = LiveCapture.start(sight.settings(departure.interfaceName()), sight)) {
                interruption.watch(inbox);
                WarmUp.await(warmUp);
                boolean reversed = script.peerOpens();
                ScriptFeed feed = new ScriptFeed(display, commentary, notices, pace, reversed ? remote : local,
                        reversed ? local : remote, departure.interfaceName());
                PlayResult result = feed.run(new Player(script, settings, inbox,
                        departure.output(options.timeToLive()), peer, feed));
                if (capture.statistics().dropped() > 0) {
                    notices.notice("the capture dropped frames: rows may be missing");
                }
                return result;
            }
        } catch (LinkException e) {
            throw LiveWalk.failure(e);
        } catch (CaptureException e) {
            throw LiveWalk.failure(e);
        }
    }
}
