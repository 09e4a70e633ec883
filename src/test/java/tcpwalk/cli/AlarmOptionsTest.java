package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tcpwalk.capture.Packets;
import tcpwalk.capture.PcapBytes;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

class AlarmOptionsTest {

    private static final int RAW_IP = 101;

    @TempDir
    private Path directory;

    /** So many SYNs of as many hosts, ten a second, none of which is answered. */
    private String flood(int count) throws IOException {
        PcapBytes bytes = new PcapBytes(ByteOrder.LITTLE_ENDIAN, PcapBytes.NANOSECONDS, RAW_IP);
        for (int i = 0; i < count; i++) {
            Segment syn = new Segment().between(end("10.1." + i % 250 + ".9", 2000 + i), end("10.0.0.2", 80))
                    .flags(TcpFlags.SYN).seq(i).window(1024);
            bytes.frame(1_800_000_000L + i / 10, i % 10 * 100_000_000L, Packets.packet(syn));
        }
        Path file = directory.resolve("flood.pcap");
        Files.write(file, bytes.bytes());
        return file.toString();
    }

    /** One host's SYNs to so many ports of another, each refused. */
    private String scan(int count) throws IOException {
        PcapBytes bytes = new PcapBytes(ByteOrder.LITTLE_ENDIAN, PcapBytes.NANOSECONDS, RAW_IP);
        for (int i = 1; i <= count; i++) {
            Segment syn = new Segment().between(end("10.0.0.9", 50_000), end("10.0.0.2", i))
                    .flags(TcpFlags.SYN).window(1024);
            Segment reset = new Segment().between(end("10.0.0.2", i), end("10.0.0.9", 50_000))
                    .flags(TcpFlags.RST | TcpFlags.ACK).ack(1);
            bytes.frame(1_800_000_000L, i * 2_000_000L, Packets.packet(syn))
                    .frame(1_800_000_000L, i * 2_000_000L + 1_000_000, Packets.packet(reset));
        }
        Path file = directory.resolve("scan.pcap");
        Files.write(file, bytes.bytes());
        return file.toString();
    }

    private static EndpointAddress end(String address, int port) {
        return new EndpointAddress(IpAddress.parse(address), port);
    }

    @Test
    void defaultsAreThoseOfTheDetectors() {
        AlarmOptions options = new AlarmOptions();
        CommandLine.populateCommand(options);
        assertThat(options.thresholds()).isEqualTo(Thresholds.DEFAULT);
    }

    @Test
    void aFloodIsAnObjectAfterTheConnections() throws IOException {
        Result result = Result.of("analyze", flood(150), "--format", "ndjson");
        assertThat(result.out().lines()).hasSize(151);
        String last = result.out().lines().skip(150).findFirst().orElseThrow();
        assertThat(last).startsWith("{\"schema\":\"tcpwalk.alarm/1\",\"alarm\":\"syn-flood\","
                + "\"subject\":\"10.0.0.2:80\"")
                .contains("\"half_open\":150", "\"threshold_half_open\":100", "\"threshold_overdue\":1.000000000");
        assertThat(Result.of("analyze", flood(150), "--format", "json").out()).endsWith("}\n]\n")
                .contains(",\n{\"schema\":\"tcpwalk.alarm/1\"");
        assertThat(Result.of("analyze", flood(150)).out()).contains("syn-flood: 10.0.0.2:80 was sent 150 SYNs");
    }

    @Test
    void aSelectionOfConnectionsHasNoAlarms() throws IOException {
        assertThat(Result.of("analyze", flood(150), "--format", "ndjson", "--port", "2001").out().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"150, 100, 1", "150, 151, 0", "40, 100, 0", "40, 25, 1"})
    void theNumberOfHalfOpenConnectionsIsAnOption(int count, String threshold, int alarms) throws IOException {
        Result result = Result.of("analyze", flood(count), "--format", "ndjson", "--flood-half-open", threshold);
        assertThat(result.out().lines().filter(line -> line.contains("tcpwalk.alarm/1"))).hasSize(alarms);
    }

    @ParameterizedTest
    @CsvSource({"30, 20, 0.5, 1", "30, 31, 0.5, 0", "10, 20, 0.5, 0", "10, 5, 1, 1"})
    void whatMakesAScanIsAnOption(int count, String ports, String failures, int alarms) throws IOException {
        Result result = Result.of("analyze", scan(count), "--format", "ndjson", "--scan-ports", ports,
                "--scan-failures", failures);
        assertThat(result.out().lines().filter(line -> line.contains("\"alarm\":\"port-scan\""))).hasSize(alarms);
    }

    @ParameterizedTest
    @CsvSource({"--flood-half-open, 0", "--flood-half-open, many", "--flood-overdue, soon", "--scan-ports, 1",
        "--scan-hosts, 1", "--scan-failures, 2"})
    void whatMakesNoSenseIsRefused(String option, String value) {
        Result result = Result.of("analyze", "captures/truth/refused.client.pcap", option, value);
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains(option);
    }
}
