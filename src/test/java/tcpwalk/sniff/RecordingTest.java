package tcpwalk.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tcpwalk.capture.Frame;
import tcpwalk.capture.LinkType;

class RecordingTest {

    private static final int FILE_HEADER = 24;
    private static final int RECORD = 16 + 100;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;
    private final List<String> notices = new ArrayList<>();
    private final Frame frame = new Frame();

    private Recording recording(long bytes, long nanoseconds, int keep) {
        return new Recording(new RecordingPlan(directory.resolve("seen.pcap"), 256, bytes, nanoseconds, keep),
                notices::add);
    }

    private void take(Recording recording, long time, int linkType) {
        recording.accept(frame.next(time, 0).holding(linkType, ByteBuffer.allocateDirect(100), 0, 100, 100));
    }

    private void take(Recording recording, int count) {
        for (int i = 0; i < count; i++) {
            take(recording, i * SECOND, LinkType.ETHERNET);
        }
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void oneFileHasItsName() throws IOException {
        Recording recording = recording(0, 0, 0);
        take(recording, 10);
        recording.flush();
        assertThat(Files.size(directory.resolve("seen.pcap"))).isEqualTo(FILE_HEADER + 10 * RECORD);
        recording.close();
        assertThat(recording.written()).isEqualTo(10);
        assertThat(recording.hasFailed()).isFalse();
        assertThat(notices).isEmpty();
    }

    @Test
    void anotherBeginsBeforeOneGetsTooLong() throws IOException {
        Recording recording = recording(FILE_HEADER + 3 * RECORD, 0, 0);
        take(recording, 7);
        recording.close();
        assertThat(files()).containsExactly("seen-0001.pcap", "seen-0002.pcap", "seen-0003.pcap");
        assertThat(directory.resolve("seen-0001.pcap")).hasSize(FILE_HEADER + 3 * RECORD);
        assertThat(directory.resolve("seen-0003.pcap")).hasSize(FILE_HEADER + RECORD);
    }

    @Test
    void anotherBeginsWhenOneIsOldAndTheOldestIsDeleted() throws IOException {
        Recording recording = recording(0, 2 * SECOND, 2);
        take(recording, 9);
        recording.close();
        assertThat(files()).containsExactly("seen-0004.pcap", "seen-0005.pcap");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(directory.resolve("seen-0002.pcap"), "mine");
        Recording recording = recording(FILE_HEADER + RECORD, 0, 0);
        take(recording, 5);
        recording.close();
        assertThat(notices).singleElement().asString().endsWith("seen-0002.pcap: it exists already and is not"
                + " overwritten; the capture goes on");
        assertThat(directory.resolve("seen-0002.pcap")).hasContent("mine");
        assertThat(recording.hasFailed()).isTrue();
    }

    @Test
    void framesOfAnotherLinkTypeEndIt() {
        Recording recording = recording(0, 0, 0);
        take(recording, 0, LinkType.ETHERNET);
        take(recording, 1, LinkType.RAW);
        recording.close();
        assertThat(notices).singleElement().asString().contains("link type 101 does not fit into a pcap file of 1");
        assertThat(recording.written()).isEqualTo(1);
    }
}
