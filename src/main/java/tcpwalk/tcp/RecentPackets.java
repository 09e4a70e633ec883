package tcpwalk.tcp;

import tcpwalk.wire.PacketHeader;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * Recognises a packet that was captured twice: by a mirror port that copies both directions, before and behind a
 * router, or doubled on the way. Such a frame tells nothing new of either end.
 *
 * <p>Most senders give each IPv4 packet its own identification, also when they repeat a segment; so the same
 * identification with the same numbers is the same packet. Of others, a copy shows only by another time to live or
 * VLAN.
 *
 * <p>Remembers a thousand packets, whatever their connections.
 */
final class RecentPackets {

    /** Within this time no sender uses the same identification for another packet of the same connection. */
    static final long SAME_IDENTIFICATION = 100_000_000;
    /** A copy that took another way follows within this time. */
    static final long OTHER_WAY = 10_000_000;

    /** The same packet was seen just now with another time to live or VLAN: it is a copy. */
    static final int BY_ANOTHER_WAY = 1;
    /** The same identification was seen a short time ago: it is a copy, if its sender counts its packets. */
    static final int SAME_NUMBER = 2;

    /** As many as fit into a processor's nearest cache; copies follow closely. */
    private static final int SLOTS = 1 << 10;
    private static final int WAY_BITS = 20;
    /** Time in units of 1,024 ns; with 44 bits of them the clock wraps after half a year. */
    private static final int TICK = 10;

    /** Two words for each packet: what it holds, and when and on which way it passed. */
    private final long[] packets = new long[2 * SLOTS];

    /**
     * Remembers a packet.
     *
     * @return 0, or what speaks for it being a copy: {@link #BY_ANOTHER_WAY}, {@link #SAME_NUMBER}
     */
    int add(Segment segment) {
        PacketHeader packet = segment.packet();
        return add((int) segment.sourceLow(), (int) segment.destinationLow(),
                segment.sourcePort() << 16 | segment.destinationPort(), segment.seq(), segment.ack(), segment.flags(),
                segment.length() << 16 ^ segment.window(),
                Math.max(0, packet.identification()) << 16 | packet.timeToLive() & 0xff, packet.vlan(), segment.time());
    }

    /** The same of a segment in a batch. */
    int add(SegmentBatch batch, int index) {
        return add(batch.source(index), batch.destination(index), batch.ports(index), batch.seq(index),
                batch.ack(index), batch.flags(index), batch.length(index) << 16 ^ batch.window(index),
                batch.packet(index), batch.vlan(index), batch.time(index));
    }

    /** Whether a packet is a copy, where its sender {@code counts} its packets by their identification, or does not. */
    static boolean isCopy(int signs, boolean counts) {
        return (signs & BY_ANOTHER_WAY) != 0 || counts && (signs & SAME_NUMBER) != 0;
    }

    /** The print is not seeded, unlike the index's hash: which packet takes another's slot is the same in every run. */
    private int add(int source, int destination, int ports, int seq, int ack, int flags, int size, int packet, int vlan,
            long time) {
        long numbers = (long) seq << 32 | ack & 0xffff_ffffL;
        long header = (long) (packet >>> 16 ^ flags << 16) << 32
                ^ (size ^ source * 31 + destination ^ ports) & 0xffff_ffffL;
        long mixed = numbers * 0x9e3779b97f4a7c15L ^ header;
        long print = (mixed ^ mixed >>> 32) * 0xbf58476d1ce4e5b9L;
        long way = (packet & 0xffL) << 12 | vlan + 1 & 0xfffL;
        long now = time >>> TICK << WAY_BITS | way;
        int slot = (int) (print >>> 54) * 2;
        long before = packets[slot + 1];
        packets[slot + 1] = now;
        if (packets[slot] != print) {
            packets[slot] = print;
            return 0;
        }
        long apart = Math.abs((now >>> WAY_BITS) - (before >>> WAY_BITS)) << TICK;
        boolean otherWay = way != (before & (1 << WAY_BITS) - 1);
        return (otherWay && apart <= OTHER_WAY ? BY_ANOTHER_WAY : 0)
                | (packet >>> 16 != 0 && apart <= SAME_IDENTIFICATION ? SAME_NUMBER : 0);
    }
}
