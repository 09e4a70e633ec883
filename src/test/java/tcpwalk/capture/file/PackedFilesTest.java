package tcpwalk.capture.file;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tcpwalk.capture.file.CaptureReaderTest.gzip;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapBytes;

class PackedFilesTest {

    private static byte[] pcap(int frames) {
        SplittableRandom random = new SplittableRandom(frames);
        PcapBytes file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1);
        for (int i = 0; i < frames; i++) {
            byte[] payload = new byte[random.nextInt(1400)];
            if (i % 3 == 0) {
                random.nextBytes(payload);
            }
            file.frame(1_700_000_000 + i, i, Octets.join(Packets.ethernet(Packets.IPV4, Packets.tcpInIpv4()), payload));
        }
        return file.bytes();
    }

    private static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(content);
        }
        return packed.toByteArray();
    }

    private static void expectSame(byte[] packed, byte[] plain) {
        Reading expected = Reading.of(plain);
        Reading reading = Reading.of(packed);
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).isEqualTo(expected.frames);
    }

    @Test
    void packedFilesHoldWhatPlainOnesDo() throws IOException {
        for (int frames : new int[] {0, 1, 10, 5000}) {
            byte[] plain = pcap(frames);
            expectSame(gzip(plain), plain);
            expectSame(zstd(plain), plain);
        }
    }

    /** The reference encoder uses more of the format than any other: tables that repeat, long distances, all modes. */
    @ParameterizedTest
    @ValueSource(strings = {"--fast=9", "-1", "-3", "-9", "-19", "--ultra -22 --long=27", "-3 --no-check", "-5 -B4096"})
    void everyLevelOfTheZstdProgramIsRead(String options, @TempDir Path directory) throws Exception {
        Path plain = Files.write(directory.resolve("plain"), pcap(3000));
        Path packed = directory.resolve("packed");
        List<String> words = new ArrayList<>(List.of("zstd", "-q", "-o", packed.toString(), plain.toString()));
        words.addAll(List.of(options.split(" ")));
        try {
            assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
        } catch (IOException e) {
            assumeTrue(false, "zstd is not installed");
        }
        expectSame(Files.readAllBytes(packed), Files.readAllBytes(plain));
    }

    @Test
    void membersAndFramesFollowOneAnotherAnywhere() throws IOException {
        byte[] plain = pcap(50);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            int first = random.nextInt(plain.length);
            int second = first + random.nextInt(plain.length - first);
            byte[] one = Arrays.copyOf(plain, first);
            byte[] two = Arrays.copyOfRange(plain, first, second);
            byte[] three = Arrays.copyOfRange(plain, second, plain.length);
            expectSame(Octets.join(gzip(one), gzip(two), gzip(three), new byte[600]), plain);
            byte[] skippable = new Octets(LITTLE_ENDIAN).u32(0x184d2a53).u32(3).add(new byte[3]).bytes();
            expectSame(Octets.join(skippable, zstd(one), skippable, zstd(two), zstd(three), skippable), plain);
        }
    }

    @Test
    void everyOptionalFieldOfAGzipHeaderIsPassedOver() {
        byte[] plain = pcap(3);
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] body = new byte[plain.length + 100];
        body = Arrays.copyOf(body, deflater.deflate(body));
        deflater.end();
        CRC32 checksum = new CRC32();
        checksum.update(plain);
        byte[] packed = new Octets(LITTLE_ENDIAN).u16(0x8b1f).u8(8).u8(0x1e).u32(0).u16(0).u16(5).add(new byte[5])
                .add("name\0comment\0".getBytes(StandardCharsets.ISO_8859_1)).u16(0).add(body)
                .u32(checksum.getValue()).u32(plain.length).bytes();
        expectSame(packed, plain);
    }

    @Test
    void wrongChecksumsAreDamageButCostNothing() throws IOException {
        byte[] gzip = gzip(pcap(5));
        gzip[gzip.length - 6] ^= 1;
        assertThat(Reading.of(gzip).frames).hasSize(5);
        assertThat(Reading.of(gzip).reason()).isEqualTo("the gzip checksum is wrong");
        byte[] zstd = zstd(pcap(5));
        zstd[zstd.length - 2] ^= 1;
        assertThat(Reading.of(zstd).frames).hasSize(5);
        assertThat(Reading.of(zstd).reason()).isEqualTo("the zstd checksum is wrong");
    }

    @Test
    void bytesBehindThePackedDataAreDamage() throws IOException {
        byte[] junk = "junk that is long enough".getBytes(StandardCharsets.US_ASCII);
        Reading gzip = Reading.of(Octets.join(gzip(pcap(5)), junk));
        assertThat(gzip.frames).hasSize(5);
        assertThat(gzip.reason()).isEqualTo("bytes follow the gzip data");
        Reading zstd = Reading.of(Octets.join(zstd(pcap(5)), junk));
        assertThat(zstd.frames).hasSize(5);
        assertThat(zstd.reason()).isEqualTo("bytes follow the zstd data");
    }

    @Test
    void whatTheDecoderCannotDoIsNamed() {
        assertThat(Reading.of(zstdHeader(0x01, 0x58, 7)).reason()).isEqualTo("the zstd data wants a dictionary");
        assertThat(Reading.of(zstdHeader(0x08, 0x58)).reason()).isEqualTo("a zstd header of the future");
        assertThat(Reading.of(zstdHeader(0x00, 0xf8)).reason())
                .isEqualTo("the zstd data wants a window beyond 128 MiB");
        assertThat(Reading.of(new byte[] {0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0}).reason())
                .isEqualTo("an unknown gzip method");
    }

    private static byte[] zstdHeader(int... octets) {
        Octets header = new Octets(LITTLE_ENDIAN).u32(0xfd2fb528L);
        for (int octet : octets) {
            header.u8(octet);
        }
        return header.u64(0).u64(0).bytes();
    }

    @Test
    void announcedWindowIsNotAllocatedUntilItIsFilled() throws IOException {
        byte[] plain = pcap(2);
        // A window of 128 MiB, one raw block, no checksum.
        byte[] packed = new Octets(LITTLE_ENDIAN).u32(0xfd2fb528L).u8(0).u8(0x88)
                .u16(plain.length << 3 | 1).u8(plain.length >>> 13).add(plain).bytes();
        expectSame(packed, plain);
    }
}
