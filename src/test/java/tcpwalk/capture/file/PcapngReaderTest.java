package tcpwalk.capture.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.CaptureInterface;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapngBytes;

class PcapngReaderTest {

    private static final byte[] FRAME = Packets.ethernet(Packets.IPV4, Packets.tcpInIpv4());
    private static final String FRAME_HEX = HexFormat.of().formatHex(FRAME);
    private static final long MICROSECONDS = 1_700_000_000_000_005L;

    static Stream<ByteOrder> orders() {
        return Stream.of(LITTLE_ENDIAN, BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void interfacesDifferInLinkTypeSnapshotLengthAndClock(ByteOrder order) {
        PcapngBytes file = new PcapngBytes(order);
        file.networkInterface(1, 0, "eth0")
                .networkInterface(101, 96, "tun0", file.option(9, new byte[] {9}))
                .networkInterface(113, 0, "any", file.option(9, new byte[] {(byte) 0x80 | 20}),
                        file.option(14, file.body().u64(1000).bytes()))
                .packet(0, MICROSECONDS, FRAME).packet(1, 1_700_000_000_000_000_007L, FRAME)
                .packet(2, (5L << 20) + (1 << 19), FRAME).packet(0, MICROSECONDS + 1, FRAME);
        Reading reading = Reading.of(file.bytes());
        assertThat(reading.damage()).isNull();
        int length = FRAME.length;
        assertThat(reading.frames).containsExactly(
                new Reading.Kept(1, 1_700_000_000_000_005_000L, true, 0, 1, FRAME_HEX, length),
                new Reading.Kept(2, 1_700_000_000_000_000_007L, true, 1, 101, FRAME_HEX, length),
                new Reading.Kept(3, 1_005_500_000_000L, true, 2, 113, FRAME_HEX, length),
                new Reading.Kept(4, 1_700_000_000_000_006_000L, true, 0, 1, FRAME_HEX, length));
        assertThat(reading.reader.interfaces()).containsExactly(new CaptureInterface("eth0", 1, 0),
                new CaptureInterface("tun0", 101, 96), new CaptureInterface("any", 113, 0));
    }

    @Test
    void sectionsCountTheirInterfacesAnewAndMayChangeTheByteOrder() {
        Reading reading = Reading.of(new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "eth0")
                .packet(0, MICROSECONDS, FRAME).section(BIG_ENDIAN).networkInterface(101, 0, "tun0")
                .networkInterface(1, 0, "eth0").packet(0, MICROSECONDS, FRAME).packet(1, MICROSECONDS, FRAME).bytes());
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).extracting(Reading.Kept::linkType).containsExactly(1, 101, 1);
        assertThat(reading.frames).extracting(Reading.Kept::interfaceIndex).containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void simplePacketsHaveNoTimeAndAreCutAtTheSnapshotLength(ByteOrder order) {
        byte[] cut = Arrays.copyOf(FRAME, 40);
        Reading reading = Reading.of(new PcapngBytes(order).networkInterface(1, 40, "eth0")
                .packet(0, MICROSECONDS, cut).simplePacket(FRAME.length, cut).bytes());
        assertThat(reading.damage()).isNull();
        Reading.Kept simple = reading.frames.get(1);
        assertThat(simple.timed()).isFalse();
        assertThat(simple.time()).isEqualTo(reading.frames.get(0).time());
        assertThat(simple.bytes()).isEqualTo(HexFormat.of().formatHex(cut));
        assertThat(simple.original()).isEqualTo(FRAME.length);
        assertThat(reading.quality.framesWithoutTime()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void oldPacketBlocksAreRead(ByteOrder order) {
        Reading reading = Reading.of(new PcapngBytes(order).networkInterface(1, 0, "eth0")
                .oldPacket(0, 3, MICROSECONDS, FRAME).oldPacket(0, 0xffff, MICROSECONDS, FRAME).bytes());
        assertThat(reading.frames).extracting(Reading.Kept::bytes).containsExactly(FRAME_HEX, FRAME_HEX);
        assertThat(reading.quality.recordedDrops()).isEqualTo(3);
    }

    @Test
    void recordedDropsAreTheLatestStatisticsOfEachInterfaceInEachSection() {
        PcapngBytes file = new PcapngBytes(BIG_ENDIAN);
        file.networkInterface(1, 0, "eth0").networkInterface(1, 0, "eth1").statistics(0, 1, 1).statistics(0, 5, 2)
                .statistics(1, 0, 10).packet(0, 1, FRAME, file.option(4, file.body().u64(4).bytes()))
                .statistics(9, 100, 100)
                .section(LITTLE_ENDIAN).networkInterface(1, 0, "eth0").statistics(0, 100, 0);
        assertThat(Reading.of(file.bytes()).quality.recordedDrops()).isEqualTo(7 + 10 + 100);
    }

    @Test
    void unknownBlocksArePassedOverHoweverLong() {
        PcapngBytes file = new PcapngBytes(LITTLE_ENDIAN);
        file.block(0x12345, file.body()).networkInterface(1, 0, "eth0").block(4, file.body().u32(0))
                .block(0x7fff, file.body().add(new byte[20 << 20])).packet(0, 1, FRAME);
        Reading reading = Reading.of(file.bytes());
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).hasSize(1);
    }

    /** Otherwise a frame's number would not be the one that Wireshark shows. */
    @Test
    void recordsThatWiresharkNumbersAreNumbered() {
        PcapngBytes file = new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "eth0").packet(0, 1, FRAME);
        file.block(0xbad, file.body().u32(32473).u32(1)).block(9, file.body().add(new byte[40])).packet(0, 1, FRAME);
        Reading reading = Reading.of(file.bytes());
        assertThat(reading.frames).extracting(Reading.Kept::linkType)
                .containsExactly(1, LinkType.NONE, LinkType.NONE, 1);
        assertThat(reading.frames.get(3).number()).isEqualTo(4);
    }

    @Test
    void textFromTheFileIsFitForATerminal() {
        Reading reading = Reading.of(new PcapngBytes(LITTLE_ENDIAN)
                .networkInterface(1, 0, "\u001b[2J\u009b1m\u202eeth0").bytes());
        assertThat(reading.reader.interfaces().get(0).name()).isEqualTo("\\x1b[2J\\x9b1m\\u202eeth0");
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a block cannot have 8 bytes", file -> file.raw(file.body().u32(0x999).u32(8).u32(8).bytes())),
                damage("a block cannot have 15 bytes",
                        file -> file.raw(file.body().u32(0x999).u32(15).u32(0).u32(15).bytes())),
                damage("a block cannot have 4294967280 bytes",
                        file -> file.raw(file.body().u32(6).u32(0xffff_fff0L).u32(0).bytes())),
                damage("a block of 16 bytes ends with the length 20",
                        file -> file.raw(file.body().u32(0x999).u32(16).u32(0).u32(20).bytes())),
                damage("a frame of interface 7, where the section has 1", file -> file.packet(7, 1, FRAME)),
                damage("a frame of 400 bytes in a block that has room for 4",
                        file -> file.block(6, file.body().u32(0).u64(0).u32(400).u32(400).u32(0))),
                damage("a frame of 300000 bytes, where 262144 are the most",
                        file -> file.packet(0, 1, new byte[300_000])),
                damage("an option of 400 bytes, where the block has 4",
                        file -> file.packet(0, 1, FRAME, file.body().u16(1).u16(400).u32(0))),
                damage("option 4 of 4 bytes instead of 8",
                        file -> file.packet(0, 1, FRAME, file.option(4, new byte[4]))),
                damage("an interface description of 12 bytes", file -> file.block(1, file.body().u32(1))),
                damage("interface statistics of 12 bytes", file -> file.block(5, file.body().u32(1))),
                damage("pcapng version 2.0 is not known",
                        file -> file.block(0x0a0d0d0a, file.body().u32(0x1a2b3c4dL).u16(2).u16(0).u64(-1))),
                damage("the section header's byte-order magic is not one",
                        file -> file.block(0x0a0d0d0a, file.body().u32(0x12345678L).u16(1).u16(0).u64(-1))),
                damage("the last block is cut off", file -> file.raw(new byte[3])));
    }

    private static Arguments damage(String reason, UnaryOperator<PcapngBytes> damaging) {
        return Arguments.of(reason, damaging);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damageIsNamedWithItsPlaceAndWhatComesBeforeItCounts(String reason, UnaryOperator<PcapngBytes> damaging) {
        PcapngBytes file = new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "eth0").packet(0, 1, FRAME);
        int damagedAt = file.bytes().length;
        Reading reading = Reading.of(damaging.apply(file).packet(0, 1, FRAME).bytes());
        assertThat(reading.frames).hasSize(1);
        if (!reason.startsWith("the last block")) {
            assertThat(reading.reason()).isEqualTo(reason);
        }
        assertThat(reading.damage().offset()).isEqualTo(damagedAt);
    }

    @Test
    void promisedLengthIsNotAllocated() {
        PcapngBytes file = new PcapngBytes(LITTLE_ENDIAN).networkInterface(231, 0, "dbus");
        file.raw(file.body().u32(6).u32(128 << 20).u32(0).u64(0).u32(100 << 20).u32(100 << 20).bytes());
        assertThat(Reading.of(file.bytes()).reason()).isEqualTo("the last block is cut off");
    }

    @Test
    void interfacesWithoutEndAreRefused() {
        PcapngBytes file = new PcapngBytes(LITTLE_ENDIAN);
        Octets all = new Octets().add(file.bytes());
        byte[] one = file.body().u32(1).u32(20).u16(1).u16(0).u32(0).u32(20).bytes();
        for (int i = 0; i <= Interfaces.MOST; i++) {
            all.add(one);
        }
        assertThat(Reading.of(all.bytes()).reason()).isEqualTo("more than 65536 interfaces");
    }

    @Test
    void manyFilesWithTheSameInterfacesDescribeThemOnce() {
        byte[] file = new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "eth0").packet(0, 1, FRAME).bytes();
        Reading reading = Reading.of(file, file, file);
        assertThat(reading.frames).extracting(Reading.Kept::number).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(reading.reader.interfaces()).hasSize(1);
    }
}
