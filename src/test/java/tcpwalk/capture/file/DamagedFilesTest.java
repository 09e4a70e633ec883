package tcpwalk.capture.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapBytes;
import tcpwalk.capture.PcapngBytes;

/** Files cut at every byte and files with bytes changed at random. */
class DamagedFilesTest {

    /**
     * A file that is to be damaged.
     *
     * @param framesIn how many frames a prefix of so many bytes holds
     */
    record Sample(String name, byte[] bytes, IntUnaryOperator framesIn) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] frame(int length) {
        return Packets.ethernet(Packets.IPV4, Packets.ipv4(Packets.TCP, Packets.tcp(Packets.segment(length))));
    }

    /** Where each frame ends, in a file that is built one frame at a time. */
    private static IntUnaryOperator ends(List<Integer> ends) {
        return length -> (int) ends.stream().filter(end -> end <= length).count();
    }

    private static Sample pcap(String name, PcapBytes file) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            file.frame(1_700_000_000 + i, i, frame(5 * i));
            ends.add(file.bytes().length);
        }
        return new Sample(name, file.bytes(), ends(ends));
    }

    private static Sample pcapng(String name, PcapngBytes file) {
        List<Integer> ends = new ArrayList<>();
        file.networkInterface(1, 0, "eth0");
        ends.add(file.packet(0, 1, frame(0), file.option(4, file.body().u64(1).bytes())).bytes().length);
        ends.add(file.simplePacket(54, frame(0)).bytes().length);
        file.statistics(0, 1, 2);
        ends.add(file.oldPacket(0, 1, 2, frame(3)).bytes().length);
        file.section(LITTLE_ENDIAN).networkInterface(1, 0, "eth1");
        ends.add(file.packet(0, 3, frame(1)).bytes().length);
        return new Sample(name, file.bytes(), ends(ends));
    }

    private static Sample gzip(Sample plain) throws IOException {
        byte[] packed = CaptureReaderTest.gzip(plain.bytes);
        return new Sample(plain.name + ".gz", packed, length -> plain.framesIn.applyAsInt(inflated(packed, length)));
    }

    /** How much the platform's own reader gets out of a prefix. */
    private static int inflated(byte[] packed, int length) {
        int count = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, 0, length))) {
            while (in.read() >= 0) {
                count++;
            }
        } catch (EOFException e) {
            return count;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return count;
    }

    private static Sample zstd(Sample plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(plain.bytes);
        }
        // One block, which counts as soon as it is complete: its length stands before it, a checksum behind it.
        byte[] bytes = packed.toByteArray();
        return new Sample(plain.name + ".zst", bytes,
                length -> length >= bytes.length - 4 ? plain.framesIn.applyAsInt(plain.bytes.length) : 0);
    }

    static Stream<Sample> samples() throws IOException {
        Sample pcap = pcap("little.pcap", new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1));
        Sample pcapng = pcapng("big.pcapng", new PcapngBytes(BIG_ENDIAN));
        return Stream.of(pcap, pcap("big.pcap", new PcapBytes(BIG_ENDIAN, PcapBytes.NANOSECONDS, 1)),
                pcap("patched.pcap", new PcapBytes(LITTLE_ENDIAN, PcapBytes.MODIFIED, 1)), pcapng,
                pcapng("little.pcapng", new PcapngBytes(LITTLE_ENDIAN)), gzip(pcap), gzip(pcapng), zstd(pcap),
                zstd(pcapng));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutAtAnyByteEverythingBeforeTheCutIsRead(Sample sample) {
        for (int length = 0; length <= sample.bytes.length; length++) {
            Reading reading = Reading.of(Arrays.copyOf(sample.bytes, length));
            assertThat(reading.frames).as("%d bytes", length).hasSize(sample.framesIn.applyAsInt(length));
            assertThat(reading.result.damages()).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(Reading.of(sample.bytes).damage()).isNull();
        assertThat(Reading.of(sample.bytes).frames).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void corruptionEndsInDamageAtWorst(Sample sample) {
        SplittableRandom random = new SplittableRandom(23);
        List<Reading.Kept> whole = Reading.of(sample.bytes).frames;
        for (int round = 0; round < 300; round++) {
            byte[] corrupt = sample.bytes.clone();
            int first = corrupt.length;
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(corrupt.length);
                corrupt[at] = (byte) random.nextInt(256);
                first = Math.min(first, at);
            }
            Reading reading = Reading.of(corrupt);
            int before = sample.framesIn.applyAsInt(first);
            assertThat(reading.frames).hasSizeGreaterThanOrEqualTo(before);
            assertThat(reading.frames.subList(0, before)).isEqualTo(whole.subList(0, before));
        }
    }

    @Test
    void randomBytesBehindAMagicNumberEndInDamageAtWorst() {
        SplittableRandom random = new SplittableRandom(29);
        List<byte[]> beginnings = List.of(new PcapBytes(BIG_ENDIAN, PcapBytes.MICROSECONDS, 1).bytes(),
                new PcapngBytes(BIG_ENDIAN).networkInterface(1, 0, "eth0").bytes(),
                new byte[] {0x1f, (byte) 0x8b, 8, 0},
                new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, new byte[] {0x50, 0x2a, 0x4d, 0x18});
        for (int round = 0; round < 500; round++) {
            byte[] beginning = beginnings.get(round % beginnings.size());
            byte[] bytes = Arrays.copyOf(beginning, beginning.length + random.nextInt(300));
            for (int at = beginning.length; at < bytes.length; at++) {
                // Small numbers pass more checks.
                bytes[at] = (byte) (random.nextInt(3) > 0 ? 0 : random.nextInt(256));
            }
            assertThat(Reading.of(bytes).result.damages()).hasSizeLessThanOrEqualTo(1);
        }
    }
}
