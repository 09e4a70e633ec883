package tcpwalk.tcp;

import tcpwalk.wire.PacketHeader;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * Recognises a packet that was captured twice: by a mirror port that copies both directions, before and behind a router,
 * or doubled on the way. Such a frame tells nothing new of either end.
 *
 * <p>Most senders give each IPv4 packet its own identification, also when they repeat a segment; so the same
 * identification with the same numbers is the same packet. Of others, a copy shows only by another time to live or VLAN.
 *
 * <p>Remembers a thousand packets, whatever their connections.
 */
final class RecentPackets {

    /** Within this time no sender uses the same identification for another packet of the same connection. */
    static final long SAME_IDENTIFICATION = 100_000_000;
    /** A copy that took another way follows within this time. */
    static final long OTHER_WAY = 10_000_000;

    /** As many as fit into a processor's nearest cache; copies follow closely. */
    private static final int SLOTS = 1 << 10;
    private static final int WAY_BITS = 20;
    /** Time in units of 1,024 ns; with 44 bits of them the clock wraps after half a year. */
    private static final int TICK = 10;

    /** Two words for each packet: what it holds, and when and on which way it passed. */
    private final long[] packets = new long[2 * SLOTS];

    /**
     * Remembers a packet, and says whether it has been seen before.
     *
     * @param counts whether its sender's packets differ in their identification
     */
    boolean holds(Segment segment, boolean counts) {
        PacketHeader packet = segment.packet();
        int identification = Math.max(0, packet.identification());
        long print = fingerprint((int) segment.sourceLow(), (int) segment.destinationLow(),
                segment.sourcePort() << 16 | segment.destinationPort(), segment.seq(), segment.ack(),
                identification ^ segment.flags() << 16, segment.length() << 16 ^ segment.window());
        return holds(print, way(packet.timeToLive(), packet.vlan()), segment.time(), counts && identification > 0);
    }

    /** Remembers a packet of which it is known that it is no copy. */
    void add(SegmentBatch batch, int index) {
        int packet = batch.packet(index);
        long print = fingerprint(batch.source(index), batch.destination(index), batch.ports(index), batch.seq(index),
                batch.ack(index), packet >>> 16 ^ batch.flags(index) << 16,
                batch.length(index) << 16 ^ batch.window(index));
        holds(print, way(packet, batch.vlan(index)), batch.time(index), false);
    }

    private static long way(int timeToLive, int vlan) {
        return (timeToLive & 0xffL) << 12 | vlan + 1 & 0xfffL;
    }

    private boolean holds(long print, long way, long time, boolean counts) {
        long now = time >>> TICK << WAY_BITS | way;
        int slot = (int) (print >>> 54) * 2;
        long before = packets[slot + 1];
        packets[slot + 1] = now;
        if (packets[slot] != print) {
            packets[slot] = print;
            return false;
        }
        long apart = Math.abs((now >>> WAY_BITS) - (before >>> WAY_BITS)) << TICK;
        boolean otherWay = way != (before & (1 << WAY_BITS) - 1);
        return otherWay && apart <= OTHER_WAY || counts && apart <= SAME_IDENTIFICATION;
    }

    /** Not seeded, unlike the index's hash: which packet takes another's slot is the same in every run. */
    private static long fingerprint(int source, int destination, int ports, int seq, int ack, int kind, int size) {
        int ends = source * 31 + destination ^ ports;
        long numbers = (long) seq << 32 | ack & 0xffff_ffffL;
        long header = (long) kind << 32 ^ (size ^ ends) & 0xffff_ffffL;
        long mixed = numbers * 0x9e3779b97f4a7c15L ^ header;
        return (mixed ^ mixed >>> 32) * 0xbf58476d1ce4e5b9L;
    }
}
