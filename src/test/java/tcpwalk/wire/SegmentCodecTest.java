package tcpwalk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The decoder and the encoder are each other's mirror, and no bytes make the decoder throw. */
class SegmentCodecTest {

    private final SplittableRandom random = new SplittableRandom(793);

    @Test
    void decodingWhatWasEncodedGivesTheSameSegment() {
        for (int i = 0; i < 5_000; i++) {
            Segment sent = randomSegment();
            ByteBuffer bytes = encode(sent);
            Segment read = new Segment().addresses((int) sent.sourceLow(), (int) sent.destinationLow());
            assertThat(SegmentDecoder.decode(bytes, 0, bytes.limit(), bytes.limit(), read)).isNull();
            assertThat(read.toString()).isEqualTo(sent.toString());
            assertThat(read.options()).isEqualTo(sent.options());
            assertThat(read.payload()).isEqualTo(sent.payload());
            assertThat(Checksum.verify(read, bytes, 0, bytes.limit())).isEqualTo(ChecksumStatus.GOOD);
        }
    }

    @Test
    void aSegmentCutAnywhereIsNamedOrReadInPart() {
        Segment segment = new Segment().ports(1, 2).flags(TcpFlags.SYN).length(5)
                .payload(ByteBuffer.wrap(new byte[5]), 0, 5);
        segment.options().mss(1460).permitSack().timestamps(1, 0).windowScale(7);
        ByteBuffer bytes = encode(segment);
        for (int captured = 0; captured <= bytes.limit(); captured++) {
            Segment read = new Segment();
            Defect defect = SegmentDecoder.decode(bytes, 0, captured, bytes.limit(), read);
            assertThat(defect).isEqualTo(captured < 20 ? Defect.HEADER_CUT : null);
            if (defect == null) {
                assertThat(read.length()).as("length from the header, not from the capture").isEqualTo(5);
                assertThat(read.truncated()).isEqualTo(captured < 40);
            }
        }
    }

    @Test
    void randomBytesNeverThrow() {
        byte[] noise = new byte[120];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(noise);
            int captured = random.nextInt(noise.length + 1);
            int length = random.nextInt(70_000);
            Segment read = new Segment();
            Defect defect = SegmentDecoder.decode(ByteBuffer.wrap(noise), 0, captured, length, read);
            if (defect == null) {
                assertThat(read.length()).isBetween(0, length);
                assertThat(read.payload().remaining()).isBetween(0, captured);
            }
        }
    }

    @Test
    void aZeroLengthOptionEndsTheOptions() {
        ByteBuffer bytes = encode(new Segment().ports(1, 2));
        ByteBuffer longer = ByteBuffer.allocate(24).put(bytes).put((byte) 2).put((byte) 0).putShort((short) 1460);
        longer.put(12, (byte) 0x60);
        Segment read = new Segment();
        assertThat(SegmentDecoder.decode(longer, 0, 24, 24, read)).isNull();
        assertThat(read.options().malformed()).isTrue();
        assertThat(read.options().mss()).isEqualTo(-1);
    }

    @Test
    void aDataOffsetBeyondTheSegmentIsNamed() {
        ByteBuffer bytes = encode(new Segment().ports(1, 2));
        bytes.put(12, (byte) 0xf0);
        assertThat(SegmentDecoder.decode(bytes, 0, 20, 20, new Segment())).isEqualTo(Defect.BAD_DATA_OFFSET);
        bytes.put(12, (byte) 0x40);
        assertThat(SegmentDecoder.decode(bytes, 0, 20, 20, new Segment())).isEqualTo(Defect.BAD_DATA_OFFSET);
        assertThat(SegmentDecoder.decode(bytes, 0, 20, 19, new Segment())).isEqualTo(Defect.TOO_SHORT);
    }

    @Test
    void aChecksumLeftToTheCardIsToldFromAWrongOne() {
        Segment segment = new Segment().addresses(0x0a630001, 0x0a630002).ports(1, 2);
        ByteBuffer bytes = encode(segment);
        // 0x0a63 + 0x0001 + 0x0a63 + 0x0002 + protocol 6 + length 20: the pseudo-header's sum alone.
        bytes.putShort(16, (short) 0x14e3);
        assertThat(Checksum.verify(segment, bytes, 0, 20)).isEqualTo(ChecksumStatus.PARTIAL);
        bytes.putShort(16, (short) 0x1234);
        assertThat(Checksum.verify(segment, bytes, 0, 20)).isEqualTo(ChecksumStatus.BAD);
    }

    @Test
    void moreOptionsThanFitAreRefused() {
        Segment segment = new Segment();
        segment.options().timestamps(1, 2).sack(1, 2).sack(3, 4).sack(5, 6).sack(7, 8);
        assertThatThrownBy(() -> encode(segment)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the header holds 40");
    }

    private Segment randomSegment() {
        byte[] payload = new byte[random.nextInt(40)];
        random.nextBytes(payload);
        Segment segment = new Segment().addresses(random.nextInt(), random.nextInt())
                .ports(random.nextInt(65_536), random.nextInt(65_536)).seq(random.nextInt()).ack(random.nextInt())
                .flags(random.nextInt(512)).window(random.nextInt(65_536)).length(payload.length)
                .payload(ByteBuffer.wrap(payload), 0, payload.length);
        if (random.nextBoolean()) {
            segment.options().mss(random.nextInt(65_536)).windowScale(random.nextInt(15));
        }
        if (random.nextBoolean()) {
            segment.options().timestamps(random.nextInt(), random.nextInt());
        } else if (random.nextBoolean()) {
            segment.options().sack(random.nextInt(), random.nextInt()).sack(random.nextInt(), random.nextInt());
        }
        return segment;
    }

    private static ByteBuffer encode(Segment segment) {
        ByteBuffer bytes = ByteBuffer.allocate(200);
        SegmentEncoder.encode(segment, bytes);
        return bytes.flip();
    }
}
