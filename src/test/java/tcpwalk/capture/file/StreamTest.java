package tcpwalk.capture.file;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapBytes;
import tcpwalk.capture.PcapngBytes;

/** A capture that is still being written, through a named pipe: standard input is read the same way. */
@Timeout(30)
class StreamTest {

    private static final byte[] FRAME = Packets.ethernet(Packets.IPV4, Packets.tcpInIpv4());

    @TempDir
    Path directory;
    private Path pipe;
    private final BlockingQueue<Long> seen = new ArrayBlockingQueue<>(100);
    private CaptureReader reader;
    private CompletableFuture<ReadResult> reading;

    @BeforeEach
    void makePipe() throws IOException, InterruptedException {
        pipe = directory.resolve("pipe");
        int status = -1;
        try {
            status = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        } catch (IOException e) {
            assumeTrue(false, "mkfifo is missing: " + e.getMessage());
        }
        assumeTrue(status == 0, "mkfifo failed");
        reader = new CaptureReader(List.of(pipe), new CaptureQuality());
        reading = CompletableFuture.supplyAsync(() -> reader.read(frame -> seen.add(frame.number())));
    }

    private void expectFrame(long number) throws InterruptedException {
        assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(number);
    }

    @Test
    void eachPcapRecordIsSeenAsSoonAsItIsWritten() throws Exception {
        byte[] header = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1).bytes();
        byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1).frame(1, 0, FRAME).bytes();
        byte[] record = Arrays.copyOfRange(file, header.length, file.length);
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            writer.write(header);
            for (long number = 1; number <= 5; number++) {
                writer.write(record, 0, 20);
                writer.write(record, 20, record.length - 20);
                expectFrame(number);
            }
        }
        assertThat(reading.get().damages()).isEmpty();
    }

    @Test
    void eachPcapngBlockIsSeenAsSoonAsItIsWritten() throws Exception {
        byte[] header = new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "eth0").bytes();
        byte[] file = new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "eth0").packet(0, 1, FRAME).bytes();
        byte[] block = Arrays.copyOfRange(file, header.length, file.length);
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            writer.write(header);
            for (long number = 1; number <= 5; number++) {
                writer.write(block);
                expectFrame(number);
            }
        }
        assertThat(reading.get().damages()).isEmpty();
    }

    @Test
    void packedRecordsAreSeenAsSoonAsTheyAreFlushed() throws Exception {
        byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1).frame(1, 0, FRAME).frame(2, 0, FRAME)
                .bytes();
        int half = file.length - 16 - FRAME.length;
        try (OutputStream writer = Files.newOutputStream(pipe);
                GZIPOutputStream gzip = new GZIPOutputStream(writer, true)) {
            gzip.write(file, 0, half);
            gzip.flush();
            expectFrame(1);
            gzip.write(file, half, file.length - half);
            gzip.flush();
            expectFrame(2);
        }
        assertThat(reading.get().damages()).isEmpty();
    }

    @Test
    void zstdBlocksAreSeenAsSoonAsTheyAreWritten() throws Exception {
        byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1).frame(1, 0, FRAME).bytes();
        Octets rawBlock = new Octets(LITTLE_ENDIAN).u16(file.length << 3).u8(0).add(file);
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            writer.write(new Octets(LITTLE_ENDIAN).u32(0xfd2fb528L).u8(0).u8(0x58).bytes());
            writer.write(rawBlock.bytes());
            writer.flush();
            expectFrame(1);
        }
        assertThat(reading.get().damages()).extracting(Damage::reason).containsExactly("the zstd data is cut off");
    }

    @Test
    void waitingForBytesCanBeCancelled() throws Exception {
        for (boolean packed : new boolean[] {false, true}) {
            byte[] file = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1).frame(1, 0, FRAME).bytes();
            try (OutputStream writer = Files.newOutputStream(pipe)) {
                if (packed) {
                    GZIPOutputStream gzip = new GZIPOutputStream(writer, true);
                    gzip.write(file);
                    gzip.flush();
                } else {
                    writer.write(file);
                }
                expectFrame(1);
                reader.cancel();
                assertThat(reading.get(20, TimeUnit.SECONDS)).isEqualTo(new ReadResult(List.of(), true));
            }
            reader = new CaptureReader(List.of(pipe), new CaptureQuality());
            reading = CompletableFuture.supplyAsync(() -> reader.read(frame -> seen.add(frame.number())));
        }
        Files.newOutputStream(pipe).close();
        assertThat(reading.get().damages()).extracting(Damage::reason).containsExactly("the file is empty");
    }
}
