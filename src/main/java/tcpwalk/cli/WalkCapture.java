package tcpwalk.cli;

import java.nio.ByteBuffer;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureListener;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.craft.IcmpError;
import tcpwalk.craft.Inbox;
import tcpwalk.craft.Sighting;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/**
 * Turns the frames of a live capture into the sightings of one walk: the segments between its two ends and the ICMP
 * errors about them. Frames that are neither do not count, so that a row's number is that of its frame in a written
 * file.
 */
final class WalkCapture implements CaptureListener, SegmentSink {

    /** Holds every header, and what an ICMP error quotes. */
    private static final int HEADERS_ONLY = 256;
    /** A full packet and its link header; more would leave the capture's buffer fewer slots. */
    static final int WHOLE_FRAMES = 0x1_0100;

    /** Thousands of slots, more than the window lets come at once; the kernel clears all of a buffer before its use. */
    private static final int SMALL_BUFFER = 2 << 20;
    private static final int LARGE_BUFFER = 32 << 20;

    private final EndpointAddress local;
    private final EndpointAddress remote;
    private final Inbox inbox;
    private final FrameSink file;
    private final FrameDecoder decoder = new FrameDecoder(this, new CaptureQuality(), Long.MAX_VALUE);
    private final Frame frame = new Frame();
    private final Frame written = new Frame();

    /** Sightings go to {@code inbox}, the frames behind them to {@code file} unless that is null. */
    WalkCapture(EndpointAddress local, EndpointAddress remote, Inbox inbox, FrameSink file) {
        this.local = local;
        this.remote = remote;
        this.inbox = inbox;
        this.file = file;
    }

    /** What to ask of libpcap, so that it hands over this walk's frames at once. */
    CaptureSettings settings(String interfaceName) {
        String between = "(tcp and host " + local.address() + " and host " + remote.address() + " and port "
                + local.port() + " and port " + remote.port() + ")";
        String errors = local.address().version() == 4 ? "icmp" : "icmp6";
        return CaptureSettings.on(interfaceName).immediate(true)
                .snapshotLength(file == null ? HEADERS_ONLY : WHOLE_FRAMES)
                .bufferBytes(file == null ? SMALL_BUFFER : LARGE_BUFFER).filter(between + " or " + errors);
    }

    @Override
    public void frame(int linkType, long time, int originalLength, ByteBuffer bytes) {
        decoder.accept(frame.next(time, 0).holding(linkType, bytes, 0, bytes.limit(), originalLength));
    }

    @Override
    public Segment segment(Segment segment) {
        if (segment.packet().tunnel() == null && isOurs(segment)) {
            inbox.add(new Sighting.SegmentSeen(segment.copy().seen(count(), segment.time(), 0)));
        }
        return segment;
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        if (isOurs(quoted.segment()) && quoted.segment().source().equals(local)) {
            inbox.add(new Sighting.ErrorSeen(new IcmpError(count(), quoted.segment().time(), quoted.reporter(),
                    quoted.type(), quoted.code(), quoted.mtu(), quoted.segment().seq())));
        }
    }

    private boolean isOurs(Segment segment) {
        EndpointAddress source = segment.source();
        EndpointAddress destination = segment.destination();
        return source.equals(local) && destination.equals(remote) || source.equals(remote) && destination.equals(local);
    }

    /** Keeps the frame under the decoder's hands and returns its number in the walk. */
    private long count() {
        written.next(frame.time(), 0).holding(frame.linkType(), frame.bytes(), frame.offset(),
                frame.capturedLength(), frame.originalLength());
        if (file != null) {
            file.accept(written);
        }
        return written.number();
    }

    @Override
    public void failed(CaptureException reason) {
        inbox.add(new Sighting.CaptureLost(reason.getMessage()));
    }
}
