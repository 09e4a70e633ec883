package tcpwalk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.wire.SegmentFacts.facts;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a batch says of a segment is what the segment said; and what is decoded right into one is what is decoded. */
class SegmentBatchTest {

    private static Segment plain(SplittableRandom random) {
        Segment segment = new Segment().seen(random.nextLong(1L << 40), random.nextLong(), random.nextInt(256))
                .addresses(random.nextInt(), random.nextInt()).ports(random.nextInt(1 << 16), random.nextInt(1 << 16))
                .seq(random.nextInt()).ack(random.nextInt()).flags(random.nextInt(1 << 9))
                .window(random.nextInt(1 << 16)).length(random.nextInt(1 << 16));
        segment.packet().timeToLive(random.nextInt(1 << 8)).identification(random.nextInt(1 << 16))
                .ecn(random.nextInt(4)).vlan(random.nextInt(-1, 1 << 12));
        if (random.nextBoolean()) {
            segment.options().timestamps(random.nextInt(), random.nextInt());
        }
        return random.nextBoolean() ? segment : segment.payload(ByteBuffer.allocate(10), 0, random.nextInt(10));
    }

    private static void vary(Segment segment, SplittableRandom random) {
        switch (random.nextInt(14)) {
            case 0 -> segment.addresses(1, random.nextLong(), 2, random.nextLong()).packet().identification(-1);
            case 1 -> segment.options().mss(1460);
            case 2 -> segment.options().windowScale(7);
            case 3 -> segment.options().permitSack();
            case 4 -> segment.options().sack(1, 2);
            case 5 -> segment.options().fastOpenCookie(8);
            case 6 -> segment.options().markMalformed();
            case 7 -> segment.truncated(true);
            case 8 -> segment.checksum(ChecksumStatus.BAD);
            case 9 -> segment.packet().tunnel("VXLAN");
            case 10 -> segment.packet().fragment(true);
            case 11 -> segment.packet().interfaceIndex(256 + random.nextInt(60_000));
            case 12 -> segment.urgentPointer(1);
            default -> segment.length(1 << 20);
        }
    }

    @Test
    void everySegmentComesOutAsItWentIn() {
        SplittableRandom random = new SplittableRandom(41);
        SegmentBatch batch = new SegmentBatch();
        int whole = 0;
        for (int i = 0; i < 50_000; i++) {
            if (batch.isFull()) {
                batch.clear();
            }
            Segment segment = plain(random);
            if (random.nextInt(4) == 0) {
                vary(segment, random);
            }
            List<Object> facts = facts(segment);
            Segment next = batch.add(segment);
            int index = batch.size() - 1;
            assertThat(facts(batch.segment(index))).isEqualTo(facts);
            assertThat(next == segment).as("free to be filled again").isEqualTo(!batch.isWhole(index));
            whole += batch.isWhole(index) ? 1 : 0;
        }
        assertThat(whole).isBetween(8_000, 13_000);
    }

    @Test
    void aLineSaysWhatItsSegmentSays() {
        SplittableRandom random = new SplittableRandom(42);
        SegmentBatch batch = new SegmentBatch();
        for (int i = 0; i < SegmentBatch.CAPACITY; i++) {
            Segment segment = plain(random);
            if (random.nextBoolean()) {
                vary(segment, random);
            }
            batch.add(segment);
            assertThat(List.of(batch.source(i), batch.destination(i), batch.ports(i), batch.isIpv6(i), batch.seq(i),
                    batch.ack(i), batch.flags(i), batch.window(i), batch.length(i), batch.hasTimestamp(i),
                    batch.timestamp(i), batch.packet(i), batch.vlan(i), batch.isCut(i), batch.frame(i), batch.time(i)))
                    .isEqualTo(List.of((int) segment.sourceLow(), (int) segment.destinationLow(),
                            segment.sourcePort() << 16 | segment.destinationPort(), segment.ipVersion() == 6,
                            segment.seq(), segment.ack(), segment.flags(), segment.window(), segment.length(),
                            segment.options().hasTimestamps(), segment.options().timestampValue(),
                            Math.max(0, segment.packet().identification()) << 16 | segment.packet().timeToLive(),
                            segment.packet().vlan(), segment.isCut(), segment.frame(), segment.time()));
            boolean sound = !segment.truncated() && segment.options().sackBlocks() == 0
                    && segment.checksum() != ChecksumStatus.BAD;
            assertThat(batch.isSound(i)).isEqualTo(sound);
        }
    }

    /** A packet of that segment, cut off after so many bytes, disturbed in one bit at times. */
    private static ByteBuffer packet(Segment segment, SplittableRandom random) {
        ByteBuffer packet = ByteBuffer.allocateDirect(200);
        packet.put((byte) 0x45).put((byte) random.nextInt(4)).putShort((short) 0).putShort((short) random.nextInt())
                .putShort((short) (random.nextBoolean() ? 0x4000 : 0)).put((byte) 64).put((byte) 6).putShort((short) 0)
                .putInt((int) segment.sourceLow()).putInt((int) segment.destinationLow());
        SegmentEncoder.encode(segment, packet);
        int length = packet.position() + random.nextInt(20);
        packet.putShort(2, (short) length);
        if (random.nextInt(3) == 0) {
            int bit = random.nextInt(8 * 70);
            packet.put(bit / 8, (byte) (packet.get(bit / 8) ^ 1 << bit % 8));
        }
        return packet.position(0).limit(random.nextInt(4) == 0 ? random.nextInt(length) : length);
    }

    @Test
    void aPlainPacketIsDecodedAsItIsStepByStep() {
        SplittableRandom random = new SplittableRandom(43);
        int plain = 0;
        for (int i = 0; i < 50_000; i++) {
            Segment sent = new Segment().addresses(random.nextInt(), random.nextInt())
                    .ports(random.nextInt(1 << 16), random.nextInt(1 << 16)).seq(random.nextInt()).ack(random.nextInt())
                    .flags(TcpFlags.ACK | random.nextInt(1 << 9)
                            & (random.nextBoolean() ? TcpFlags.PSH | TcpFlags.FIN : -1))
                    .window(random.nextInt(1 << 16));
            if (random.nextBoolean()) {
                sent.options().timestamps(random.nextInt(), random.nextInt());
            }
            ByteBuffer packet = packet(sent, random);
            SegmentBatch batch = new SegmentBatch();
            if (PlainPackets.add(packet, 0, packet.limit(), 200, i, 2L * i, 3, batch)) {
                plain++;
                int length = packet.getShort(2) & 0xffff;
                Segment stepByStep = new Segment().seen(i, 2L * i, 3)
                        .addresses(packet.getInt(12), packet.getInt(16));
                stepByStep.packet().timeToLive(packet.get(8) & 0xff).identification(packet.getShort(4) & 0xffff)
                        .ecn(packet.get(1) & 3);
                Defect defect = SegmentDecoder.decode(packet, 20, Math.min(packet.limit(), length) - 20, length - 20,
                        stepByStep);
                assertThat(defect).isNull();
                assertThat(facts(batch.segment(0))).isEqualTo(facts(stepByStep));
            } else {
                assertThat(batch.size()).isZero();
            }
        }
        assertThat(plain).isGreaterThan(10_000);
    }
}
