package tcpwalk.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.wire.Segment;

/** Keeps what frames turn out to hold. */
public final class Recorder implements SegmentSink {

    private final List<Segment> segments = new ArrayList<>();
    private final List<QuotedSegment> quotes = new ArrayList<>();
    private final CaptureQuality quality = new CaptureQuality();
    private final FrameDecoder decoder = new FrameDecoder(this, quality, Long.MAX_VALUE);
    private final Frame frame = new Frame();

    @Override
    public Segment segment(Segment segment) {
        segments.add(segment.copyWithPayload());
        return segment;
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        quotes.add(new QuotedSegment(quoted.reporter(), quoted.type(), quoted.code(), quoted.mtu(),
                quoted.segment().copy()));
    }

    /** Decodes one frame. It ends where its buffer ends, so that reading beyond it would not go unnoticed. */
    public Recorder decode(int linkType, byte[] bytes) {
        return decode(linkType, bytes, bytes.length);
    }

    /** Decodes a frame that had {@code original} bytes on the wire. */
    public Recorder decode(int linkType, byte[] bytes, int original) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        decoder.accept(frame.next(1_700_000_000_000_000_000L, 0).holding(linkType, buffer, 0, bytes.length, original));
        return this;
    }

    public FrameDecoder decoder() {
        return decoder;
    }

    public List<Segment> segments() {
        return segments;
    }

    public List<QuotedSegment> quotes() {
        return quotes;
    }

    public CaptureQuality quality() {
        return quality;
    }

    /** The only segment. */
    public Segment only() {
        if (segments.size() != 1) {
            throw new AssertionError(segments.size() + " segments, " + quality.undecodable());
        }
        return segments.get(0);
    }
}
