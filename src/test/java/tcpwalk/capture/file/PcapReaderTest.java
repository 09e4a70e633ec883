package tcpwalk.capture.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.PcapBytes.MICROSECONDS;
import static tcpwalk.capture.PcapBytes.MODIFIED;
import static tcpwalk.capture.PcapBytes.NANOSECONDS;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapBytes;

class PcapReaderTest {

    private static final byte[] FRAME = Packets.ethernet(Packets.IPV4, Packets.tcpInIpv4());
    private static final String FRAME_HEX = HexFormat.of().formatHex(FRAME);

    static Stream<Arguments> variants() {
        return Stream.of(LITTLE_ENDIAN, BIG_ENDIAN).flatMap(order -> Stream.of(Arguments.of(order, MICROSECONDS, 5_000),
                Arguments.of(order, NANOSECONDS, 5), Arguments.of(order, MODIFIED, 5_000)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void eitherByteOrderAndEveryMagicNumberIsRead(ByteOrder order, int magic, int nanoseconds) {
        Reading reading = Reading.of(new PcapBytes(order, magic, 1).frame(1_700_000_000, 5, FRAME)
                .frame(1_700_000_001, 0, FRAME).bytes());
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).containsExactly(
                new Reading.Kept(1, 1_700_000_000_000_000_000L + nanoseconds, true, 0, 1, FRAME_HEX, FRAME.length),
                new Reading.Kept(2, 1_700_000_001_000_000_000L, true, 0, 1, FRAME_HEX, FRAME.length));
    }

    @Test
    void secondsHaveNoSign() {
        Reading reading = Reading.of(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).frame(0xffff_ffffL, 0, FRAME)
                .bytes());
        assertThat(reading.frames.get(0).time()).isEqualTo(0xffff_ffffL * 1_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, true", "3, true", "3, false", "4, false", "5, false"})
    void lengthsStandTheOtherWayRoundBeforeVersion23(int minorVersion, boolean swapped) {
        PcapBytes file = new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, minorVersion, 1);
        file.record(1, 0, swapped ? 1500 : FRAME.length, swapped ? FRAME.length : 1500, FRAME);
        Reading reading = Reading.of(file.bytes());
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames.get(0).bytes()).isEqualTo(FRAME_HEX);
        assertThat(reading.frames.get(0).original()).isEqualTo(1500);
        assertThat(reading.quality.truncatedFrames()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x30000001L, 0x04000001L, 0x34000001L, 0xf4000001L})
    void frameCheckSequenceBitsAreNoPartOfTheLinkType(long word) {
        Reading reading = Reading.of(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 4, word).frame(1, 0, FRAME).bytes());
        assertThat(reading.frames.get(0).linkType()).isEqualTo(1);
    }

    @Test
    void vendorsFieldsAfterEachRecordHeaderAreFoundOut() {
        for (int extra : new int[] {4, 8}) {
            Octets file = new Octets(LITTLE_ENDIAN).add(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).bytes());
            for (int second = 0; second < 3; second++) {
                file.u32(1_700_000_000 + second).u32(7).u32(FRAME.length).u32(FRAME.length)
                        .add(new byte[extra]).add(FRAME);
            }
            Reading reading = Reading.of(file.bytes());
            assertThat(reading.damage()).isNull();
            assertThat(reading.frames).extracting(Reading.Kept::bytes).containsExactly(FRAME_HEX, FRAME_HEX, FRAME_HEX);
        }
    }

    @Test
    void lengthBeyondTheLimitIsDamageAndNoAllocation() {
        PcapBytes file = new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).frame(1, 0, FRAME);
        int damagedAt = file.bytes().length;
        for (long length : new long[] {262_145, 0x7fff_ffffL, 0xffff_ffffL}) {
            Reading reading = Reading.of(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).frame(1, 0, FRAME)
                    .record(2, 0, length, length, FRAME).frame(3, 0, FRAME).bytes());
            assertThat(reading.frames).hasSize(1);
            assertThat(reading.damage().offset()).isEqualTo(damagedAt);
            assertThat(reading.reason()).contains(Long.toString(length)).contains("262144");
        }
    }

    @Test
    void longestFrameIsRead() {
        byte[] longest = new byte[262_144];
        Arrays.fill(longest, (byte) 7);
        Reading reading = Reading.of(new PcapBytes(BIG_ENDIAN, MICROSECONDS, 1).frame(1, 0, FRAME).frame(2, 0, longest)
                .frame(3, 0, longest).frame(4, 0, FRAME).bytes());
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).extracting(frame -> frame.bytes().length() / 2)
                .containsExactly(FRAME.length, 262_144, 262_144, FRAME.length);
    }

    @Test
    void longMessagesOfOtherBusesArePassedOver() {
        byte[] message = new byte[3 << 20];
        Reading reading = Reading.of(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 231).frame(1, 0, FRAME)
                .frame(2, 0, message).frame(3, 0, FRAME).bytes());
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).extracting(frame -> frame.bytes().length() / 2)
                .containsExactly(FRAME.length, 0, FRAME.length);
        assertThat(reading.frames.get(1).original()).isEqualTo(message.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void olderVersionsAreRefused(int majorVersion) {
        byte[] bytes = new PcapBytes(BIG_ENDIAN, MICROSECONDS, 1).frame(1, 0, FRAME).bytes();
        bytes[5] = (byte) majorVersion;
        assertThat(Reading.of(bytes).reason()).isEqualTo("pcap version " + majorVersion + " is not known");
    }

    @Test
    void fileWithoutRecordsIsIntact() {
        Reading reading = Reading.of(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).bytes());
        assertThat(reading.frames).isEmpty();
        assertThat(reading.damage()).isNull();
    }
}
