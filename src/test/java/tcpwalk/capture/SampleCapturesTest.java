package tcpwalk.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.capture.file.ReadResult;

/** The committed samples are what {@link SampleCaptures} makes; {@code -Dgolden.update=true} writes them anew. */
class SampleCapturesTest {

    private static final Path DIRECTORY = Path.of("captures", "formats");

    static Stream<Map.Entry<String, byte[]>> samples() {
        return SampleCaptures.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void committedSampleIsTheOneThatIsMade(Map.Entry<String, byte[]> sample) throws IOException {
        Path file = DIRECTORY.resolve(sample.getKey());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(DIRECTORY);
            Files.write(file, sample.getValue());
        }
        assertThat(sample.getValue().length).isLessThan(20_000);
        if (sample.getKey().contains("cut.pcap.gz")) {
            assertThat(file).exists();
        } else if (sample.getKey().endsWith(".gz") || sample.getKey().endsWith(".zst")) {
            // Another zlib may pack the same differently.
            Path made = Files.write(Files.createTempFile("tcpwalk-sample", ""), sample.getValue());
            assertThat(read(List.of(file)).summary()).isEqualTo(read(List.of(made)).summary());
            Files.delete(made);
        } else {
            assertThat(file).hasBinaryContent(sample.getValue());
        }
    }

    @Test
    void indexNamesEverySample() throws IOException {
        String index = Files.readString(DIRECTORY.getParent().resolve("README.md"));
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(SampleCaptures.all().keySet());
            assertThat(names).allSatisfy(name -> assertThat(index).contains("`" + name + "`"));
        }
    }

    private record Read(Recorder recorder, ReadResult result) {

        List<String> summary() {
            List<String> lines = new ArrayList<>();
            recorder.segments().forEach(segment -> lines.add(segment.frame() + " " + segment.source() + " > "
                    + segment.destination() + " " + segment));
            return lines;
        }
    }

    private static Read read(List<Path> files) {
        Recorder recorder = new Recorder();
        return new Read(recorder, new CaptureReader(files, recorder.quality()).read(recorder.decoder()));
    }

    private static Read read(String name) {
        return read(List.of(DIRECTORY.resolve(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "pcap-microseconds-little.pcap, 9, 9", "pcap-nanoseconds-big.pcap, 9, 9", "pcap-patched.pcap, 9, 9",
        "pcap-2.2-swapped.pcap, 9, 9", "pcap-frame-check.pcap, 9, 9", "snapshot-60.pcap, 9, 9",
        "pcapng-interfaces.pcapng, 9, 9", "pcapng-sections.pcapng, 10, 9", "pcapng-big.pcapng.gz, 9, 9",
        "two-members.pcap.gz, 9, 9", "conversation.pcap.zst, 9, 9", "cooked-1.pcap, 9, 9", "cooked-2.pcap, 9, 9",
        "raw.pcap, 9, 9", "null-big.pcap, 9, 9", "ppp.pcap, 9, 9", "radiotap.pcap, 9, 9", "vlan-mpls-pppoe.pcap, 9, 9",
        "tunnels.pcap, 63, 63", "odd-packets.pcap, 6, 4", "icmp-errors.pcap, 3, 1", "unknown-link-type.pcap, 2, 0"})
    void everySampleYieldsItsSegments(String name, long frames, int segments) {
        Read read = read(name);
        assertThat(read.result().damages()).isEmpty();
        assertThat(read.recorder().quality().frames()).isEqualTo(frames);
        assertThat(read.recorder().segments()).hasSize(segments);
    }

    @ParameterizedTest
    @CsvSource({"damaged-cut.pcap, 8", "damaged-trailer.pcapng, 8", "damaged-cut.pcap.gz, 2"})
    void damagedSamplesYieldWhatComesBefore(String name, int atLeast) {
        Read read = read(name);
        assertThat(read.result().damages()).hasSize(1);
        assertThat(read.recorder().segments()).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void everyWrappingHoldsTheSameConversation() {
        List<String> plain = read("pcap-microseconds-little.pcap").summary();
        for (String name : List.of("pcap-nanoseconds-big.pcap", "pcap-patched.pcap", "pcap-frame-check.pcap",
                "two-members.pcap.gz", "conversation.pcap.zst")) {
            assertThat(read(name).summary()).as(name).isEqualTo(plain);
        }
        assertThat(read(List.of(DIRECTORY.resolve("rotated-1.pcap"), DIRECTORY.resolve("rotated-2.pcap"))).summary())
                .isEqualTo(plain);
    }

    @Test
    void icmpErrorsQuoteTheSegment() {
        List<QuotedSegment> quotes = read("icmp-errors.pcap").recorder().quotes();
        assertThat(quotes).extracting(QuotedSegment::code).containsExactly(3, 4);
        assertThat(quotes).extracting(quote -> quote.segment().source().port()).containsOnly(40031);
    }
}
