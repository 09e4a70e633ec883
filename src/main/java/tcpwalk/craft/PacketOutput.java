package tcpwalk.craft;

import java.io.IOException;
import java.nio.ByteBuffer;
import tcpwalk.craft.link.Injector;
import tcpwalk.craft.link.PacketEncoder;
import tcpwalk.wire.Segment;

/** The real {@link SegmentOutput}: an IP packet around each segment, sent by an {@link Injector}. */
public final class PacketOutput implements SegmentOutput {

    /** A full packet, and the header of version 6 that its length field does not count. */
    private static final int LONGEST_PACKET = 0xffff + 40;

    private final Injector injector;
    private final int timeToLive;
    private final ByteBuffer packet = ByteBuffer.allocate(LONGEST_PACKET);

    /**
     * An output by way of {@code injector}, which remains the caller's to close.
     *
     * @param timeToLive or hop limit, 1 to 255
     */
    public PacketOutput(Injector injector, int timeToLive) {
        this.injector = injector;
        this.timeToLive = timeToLive;
    }

    @Override
    public void send(Segment segment) throws IOException {
        segment.packet().timeToLive(timeToLive);
        PacketEncoder.encode(segment, packet.clear());
        injector.send(packet.flip());
    }
}
