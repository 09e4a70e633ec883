package tcpwalk.wire;

import java.util.List;

/** All that the program can see of a segment, its payload's bytes apart: to compare segments, which are no values. */
public final class SegmentFacts {

    private SegmentFacts() {
    }

    public static List<Object> facts(Segment segment) {
        PacketHeader packet = segment.packet();
        return List.of(segment.frame(), segment.time(), segment.ipVersion(), segment.source(), segment.destination(),
                segment.seq(), segment.ack(), segment.flags(), segment.window(), segment.urgentPointer(),
                segment.length(), segment.checksum(), segment.truncated(), segment.isCut(), segment.options().copy(),
                packet.interfaceIndex(), packet.timeToLive(), packet.identification(), packet.ecn(), packet.vlan(),
                String.valueOf(packet.tunnel()), packet.fragment());
    }
}
