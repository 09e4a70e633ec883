package tcpwalk.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.capture.file.CaptureReader;

class PcapWriterTest {

    @TempDir
    Path directory;

    private static Frame frame(Frame frame, long time, byte[] bytes, int original) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 5).position(5).put(bytes);
        return frame.next(time, 0).holding(1, buffer, 5, bytes.length, original);
    }

    private static List<String> read(Path file) {
        List<String> frames = new ArrayList<>();
        assertThat(new CaptureReader(List.of(file), new CaptureQuality()).read(frame -> {
            byte[] bytes = new byte[frame.capturedLength()];
            frame.bytes().get(frame.offset(), bytes);
            frames.add(frame.time() + " " + frame.linkType() + " " + frame.originalLength() + " "
                    + HexFormat.of().formatHex(bytes));
        }).damages()).isEmpty();
        return frames;
    }

    @Test
    void whatIsWrittenIsReadTheSame() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        Path file = directory.resolve("written.pcap");
        List<String> expected = new ArrayList<>();
        Frame frame = new Frame();
        try (PcapWriter writer = PcapWriter.create(file, 1, 262_144)) {
            for (int i = 0; i < 200; i++) {
                byte[] bytes = new byte[i == 100 ? 200_000 : random.nextInt(3000)];
                random.nextBytes(bytes);
                long time = 1_700_000_000_000_000_000L + random.nextLong(1L << 60);
                writer.accept(frame(frame, time, bytes, bytes.length + i));
                expected.add(time + " 1 " + (bytes.length + i) + " " + HexFormat.of().formatHex(bytes));
            }
        }
        assertThat(read(file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tshark -n -T fields -e frame.time_epoch -e frame.len -r",
        "tcpdump -n -tt --nano -e -r"})
    void otherToolsReadTheSame(String command) throws Exception {
        Path file = directory.resolve("written.pcap");
        byte[] bytes = Packets.ethernet(Packets.IPV4, Packets.tcpInIpv4());
        try (PcapWriter writer = PcapWriter.create(file, 1, 262_144)) {
            Frame frame = new Frame();
            writer.accept(frame(frame, 1_700_000_000_123_456_789L, bytes, bytes.length));
            writer.accept(frame(frame, 1_700_000_001_000_000_001L, bytes, 1500));
        }
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(file.toString());
        Process process;
        try {
            process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            assumeTrue(false, words.get(0) + " is not installed");
            return;
        }
        List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("1700000000.123456789").containsPattern("\\b" + bytes.length + "\\b");
        assertThat(lines.get(1)).startsWith("1700000001.000000001").contains("1500");
    }

    @Test
    void flushMakesFramesVisible() throws IOException {
        Path file = directory.resolve("live.pcap");
        try (PcapWriter writer = PcapWriter.create(file, 1, 65_535)) {
            writer.flush();
            assertThat(read(file)).isEmpty();
            writer.accept(frame(new Frame(), 1, new byte[60], 60));
            writer.flush();
            assertThat(read(file)).hasSize(1);
        }
    }

    @Test
    void existingFilesAndLinksAreNeitherOverwrittenNorFollowed() throws IOException {
        Path existing = Files.writeString(directory.resolve("existing"), "precious");
        assertThatThrownBy(() -> PcapWriter.create(existing, 1, 0)).isInstanceOf(FileAlreadyExistsException.class);
        Path dangling = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));
        assertThatThrownBy(() -> PcapWriter.create(dangling, 1, 0)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(existing).hasContent("precious");
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void onlyTheOwnerMayReadACapture() throws IOException {
        Path file = directory.resolve("private.pcap");
        PcapWriter.create(file, 1, 0).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void frameOfAnotherLinkTypeIsRefused() throws IOException {
        try (PcapWriter writer = PcapWriter.create(directory.resolve("file"), 113, 0)) {
            Frame frame = frame(new Frame(), 1, new byte[60], 60);
            assertThatThrownBy(() -> writer.write(frame)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void timesOutsideTheFormatAreItsFirstAndLast() throws IOException {
        Path file = directory.resolve("times.pcap");
        Frame frame = new Frame();
        try (PcapWriter writer = PcapWriter.create(file, 1, 0)) {
            writer.accept(frame(frame, -5, new byte[1], 1));
            writer.accept(frame(frame, Long.MAX_VALUE, new byte[1], 1));
        }
        assertThat(read(file)).containsExactly("0 1 1 00", "4294967295999999999 1 1 00");
    }

    @Test
    void fullDiskShowsWhenTheWriterIsFlushed() throws IOException {
        WritableByteChannel full = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
        PcapWriter writer = new PcapWriter(full, 1, 0);
        Frame frame = new Frame();
        for (int i = 0; i < 100; i++) {
            writer.accept(frame(frame, 1, new byte[2000], 2000));
        }
        assertThatThrownBy(writer::flush).hasMessage("No space left on device");
        assertThatThrownBy(writer::close).hasMessage("No space left on device");
    }
}
