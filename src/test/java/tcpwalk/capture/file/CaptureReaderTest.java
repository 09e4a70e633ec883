package tcpwalk.capture.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.PcapBytes.MICROSECONDS;
import static tcpwalk.capture.PcapBytes.NANOSECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapBytes;
import tcpwalk.capture.PcapngBytes;

class CaptureReaderTest {

    private static final byte[] FRAME = Packets.ethernet(Packets.IPV4, Packets.tcpInIpv4());

    @TempDir
    Path directory;

    private static byte[] pcap(int frames) {
        PcapBytes file = new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1);
        for (int i = 0; i < frames; i++) {
            file.frame(1_700_000_000 + i, i, FRAME);
        }
        return file.bytes();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void severalFilesOfAnyKindAreOneStream() throws IOException {
        byte[] pcapng = new PcapngBytes(BIG_ENDIAN).networkInterface(101, 0, "tun0").packet(0, 1, FRAME).bytes();
        Reading reading = Reading.of(pcap(2), gzip(pcapng), gzip(pcap(3)), pcap(0), pcap(1));
        assertThat(reading.damage()).isNull();
        assertThat(reading.frames).extracting(Reading.Kept::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(reading.frames).extracting(Reading.Kept::interfaceIndex).containsExactly(0, 0, 1, 0, 0, 0, 0);
    }

    /** State carries over from one rotated file to the next only if their frames are those of the whole. */
    @Test
    void anySplitThatKeepsTheOrderYieldsTheSameFrames() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20; round++) {
            PcapBytes whole = new PcapBytes(LITTLE_ENDIAN, NANOSECONDS, 1);
            PcapBytes[] parts = new PcapBytes[1 + random.nextInt(5)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = new PcapBytes(i % 2 == 0 ? LITTLE_ENDIAN : BIG_ENDIAN, NANOSECONDS, 1);
            }
            int part = 0;
            for (int frame = 0; frame < 40; frame++) {
                byte[] bytes = new byte[random.nextInt(2000)];
                random.nextBytes(bytes);
                part = Math.min(parts.length - 1, part + (random.nextInt(6) == 0 ? 1 : 0));
                whole.frame(frame, frame, bytes);
                parts[part].frame(frame, frame, bytes);
            }
            byte[][] files = Arrays.stream(parts).map(PcapBytes::bytes).toArray(byte[][]::new);
            assertThat(Reading.of(files).frames).isEqualTo(Reading.of(whole.bytes()).frames);
        }
    }

    @Test
    void inputThatCannotBeReadDoesNotStopTheOthers() throws IOException {
        Path good = Files.write(directory.resolve("good"), pcap(2));
        Path text = Files.writeString(directory.resolve("text"), "PK\u0003\u0004 is no capture");
        Path empty = Files.write(directory.resolve("empty"), new byte[0]);
        Path missing = directory.resolve("missing\u001b[2J");
        Reading reading = Reading.of(good, text, missing, directory, empty, good);
        assertThat(reading.frames).hasSize(4);
        assertThat(reading.result.damages()).extracting(Damage::reason).containsExactly(
                "neither pcap nor pcapng, plain or packed with gzip or zstd; it begins with 50 4b 03 04",
                "there is no such file", "Is a directory", "the file is empty");
        assertThat(reading.result.damages()).extracting(Damage::offset).containsExactly(0L, -1L, -1L, 0L);
        assertThat(reading.result.damages().get(1).toString())
                .isEqualTo(directory + "/missing\\x1b[2J: there is no such file");
    }

    @Test
    void progressCountsTheBytesOfTheFiles() throws IOException {
        Path one = Files.write(directory.resolve("one"), pcap(500));
        Path two = Files.write(directory.resolve("two"), gzip(pcap(500)));
        CaptureReader reader = new CaptureReader(List.of(one, two), new CaptureQuality());
        assertThat(reader.bytesInAll()).isEqualTo(Files.size(one) + Files.size(two));
        assertThat(reader.bytesRead()).isZero();
        reader.read(frame -> assertThat(reader.bytesRead()).isPositive());
        assertThat(reader.bytesRead()).isEqualTo(reader.bytesInAll());
        assertThat(new CaptureReader(List.of(one, CaptureReader.STANDARD_INPUT), new CaptureQuality()).bytesInAll())
                .isEqualTo(-1);
    }

    @Test
    void sinkMayEndTheReading() throws IOException {
        for (byte[] content : List.of(pcap(1000), gzip(pcap(1000)))) {
            Path file = Files.write(directory.resolve("file"), content);
            CaptureReader reader = new CaptureReader(List.of(file, file), new CaptureQuality());
            long[] frames = {0};
            ReadResult result = reader.read(frame -> {
                if (++frames[0] == 10) {
                    cancel(reader);
                }
            });
            assertThat(frames[0]).isEqualTo(10);
            assertThat(result).isEqualTo(new ReadResult(List.of(), true));
        }
    }

    private static void cancel(CaptureReader reader) {
        try {
            reader.cancel();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void fileThatGrowsWithZerosIsStillConstantMemory() throws IOException {
        byte[] zeros = new byte[8 << 20];
        byte[] bomb = gzip(Octets.join(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).bytes(), zeros));
        assertThat(bomb.length).isLessThan(zeros.length / 500);
        CaptureQuality quality = new CaptureQuality();
        CaptureReader reader = new CaptureReader(List.of(Files.write(directory.resolve("bomb"), bomb)), quality);
        assertThat(reader.read(quality::countFrame).damages()).isEmpty();
        assertThat(quality.frames()).isEqualTo(zeros.length / 16);
    }

    @Test
    void qualityTellsTimesThatGoBack() {
        Reading reading = Reading.of(new PcapBytes(LITTLE_ENDIAN, MICROSECONDS, 1).frame(100, 0, FRAME)
                .frame(90, 0, FRAME).frame(95, 0, FRAME).frame(94, 999_999, FRAME).frame(200, 0, FRAME).bytes());
        assertThat(reading.quality.timesBackwards()).isEqualTo(2);
        assertThat(reading.quality.worstBackwards()).isEqualTo(10_000_000_000L);
        assertThat(reading.quality.firstTime()).isEqualTo(90_000_000_000L);
        assertThat(reading.quality.lastTime()).isEqualTo(200_000_000_000L);
        assertThat(reading.quality.bytes()).isEqualTo(5L * FRAME.length);
    }

    @Test
    void namesTellNothing() throws IOException {
        Path misnamed = Files.write(directory.resolve("capture.txt.zst"), gzip(pcap(2)));
        assertThat(Reading.of(misnamed).frames).hasSize(2);
        Path text = Files.write(directory.resolve("capture.pcap"), "hello, world".getBytes(StandardCharsets.UTF_8));
        assertThat(Reading.of(text).frames).isEmpty();
    }
}
