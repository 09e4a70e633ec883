package tcpwalk.craft;

import java.nio.ByteBuffer;
import java.util.List;
import tcpwalk.craft.endpoint.CraftedEndpoint;
import tcpwalk.craft.endpoint.EndpointListener;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.link.PacketEncoder;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentDecoder;

/**
 * A walk in memory against an endpoint of our own, before the real one: afterwards every class is loaded and the first
 * real SYN,ACK is answered as fast as the tenth.
 */
public final class Rehearsal implements EndpointListener {

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private final EndpointSettings settings;
    private final ImaginedSightings sightings = new ImaginedSightings();
    private final CraftedEndpoint peer;
    private final ByteBuffer packet = ByteBuffer.allocate(0xffff);

    private Rehearsal(EndpointSettings settings) {
        this.settings = settings;
        peer = new CraftedEndpoint(settings.ofPeer(), this::see, this);
        peer.listen();
    }

    /** Walks once with the settings of the real walk, and tells the listener of it as that one will. */
    public static WalkResult run(EndpointSettings settings, WalkListener listener) {
        WalkPlan plan = new WalkPlan(List.of(new byte[] {1}), CloseMode.FIN, 0, 1, false);
        Rehearsal world = new Rehearsal(settings);
        return new Walk(settings, plan, world.sightings, world::carry, listener).run();
    }

    /** What our end sends goes through bytes, is seen, and arrives. */
    private void carry(Segment sent) {
        PacketEncoder.encode(sent, packet.clear());
        int header = settings.local().address().version() == 4 ? IPV4_HEADER : IPV6_HEADER;
        int length = packet.position() - header;
        Segment segment = new Segment().between(settings.local(), settings.remote());
        SegmentDecoder.decode(packet, header, length, length, segment);
        see(segment);
        peer.receive(segment, sightings.now());
        if (peer.peerClosed() && segment.isFin()) {
            peer.close(sightings.now());
        }
    }

    private void see(Segment segment) {
        sightings.add(segment, sightings.now());
    }
}
