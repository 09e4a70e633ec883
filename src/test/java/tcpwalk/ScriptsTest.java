package tcpwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack this and that; the real build is what scripts/test starts with. */
@Timeout(60)
final class ScriptsTest {

    private static final String BUILD = "mvn -q -Dmaven.test.skip=true package";

    @TempDir
    private Path directory;
    private FakeMachine machine;

    @BeforeEach
    void newMachine() throws IOException {
        machine = new FakeMachine(directory);
    }

    @Test
    void bareMachineInstallsBuildsAndRunsWithOnlyResultsOnStandardOutput() throws Exception {
        machine.withPackages();

        var result = machine.tcpwalk("analyze", "a b.pcap");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("analyze\na b.pcap\n").doesNotContain("chatters");
        assertThat(result.err()).contains("openjdk-17-jdk-headless is missing (compiles and runs tcpwalk)",
                "maven is missing (builds it)", "installing openjdk-17-jdk-headless maven").doesNotContain("chatters");
        assertThat(machine.calls()).hasSize(3).last().isEqualTo(BUILD);
        assertThat(machine.calls().get(0)).endsWith("update");
        assertThat(machine.calls().get(1)).contains("install -y").endsWith(" openjdk-17-jdk-headless maven");
    }

    @Test
    void bareMachineGetsEveryProgramThatTestsStart() throws Exception {
        machine.withPackages();

        var result = machine.run("", List.of(machine.checkout() + "/scripts/test"), "-Dtest=One").finish();

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(machine.calls().get(1)).contains("install -y").endsWith(" tmux tcpdump nftables zstd");
        assertThat(machine.calls()).last().asString().contains("mvn ").endsWith(" verify -Dtest=One");
    }

    @Test
    void withoutRootPackagesComeThroughSudo() throws Exception {
        machine.withPackages().withSudo().with("USER_ID", "1000");

        assertThat(machine.tcpwalk("--version").status()).isZero();
        assertThat(machine.calls()).contains("sudo", BUILD);
    }

    @Test
    void withoutRootAndSudoTheExactCommandIsSaid() throws Exception {
        machine.withPackages().with("USER_ID", "1000");

        var result = machine.tcpwalk("--version");

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("apt-get update && "
                + "apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven");
        assertThat(machine.calls()).isEmpty();
    }

    @Test
    void failedInstallShowsWhatAptSaid() throws Exception {
        machine.withPackages().with("APT_STATUS", "100");

        var result = machine.tcpwalk("--version");

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).contains("apt-get chatters", "that failed; as root, try: apt-get update && ");
    }

    @Test
    void javaOlderThan17IsNoJava() throws Exception {
        machine.withBuildTools().with("JAVA_VERSION", "1.8");

        var result = machine.tcpwalk("--version");

        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).contains("openjdk-17-jdk-headless is missing").doesNotContain("maven is missing");
    }

    @Test
    void onlyLiveCommandsNeedLiveTools() throws Exception {
        machine.withBuildTools().without("ip");

        assertThat(machine.tcpwalk("analyze", "a.pcap").status()).isZero();
        assertThat(machine.tcpwalk("handshake", "--help").status()).isZero();

        var live = machine.tcpwalk("handshake", "192.0.2.1:80");
        assertThat(live.status()).isEqualTo(5);
        assertThat(live.err()).contains("iproute2 is missing");
        assertThat(machine.tcpwalk("doctor").out()).contains("doctor\n");
    }

    @Test
    void laterRunsStartTheJvmAndSayNothing() throws Exception {
        machine.withBuildTools().tcpwalk("--version");

        var result = machine.tcpwalk("--version");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("-XX:SharedArchiveFile=" + machine.checkout() + "/target/app/tcpwalk.jsa\n");
        assertThat(machine.calls()).containsExactly(BUILD);
    }

    @Test
    void everyChangeOfTheSourcesIsBuilt() throws Exception {
        machine.withBuildTools().tcpwalk("--version");
        var main = machine.source("Main");

        Files.writeString(machine.source("Added"), "class Added { }");
        machine.tcpwalk("--version");
        assertThat(machine.calls()).as("after a file was added").hasSize(2);

        Files.delete(machine.source("Added"));
        machine.tcpwalk("--version");
        assertThat(machine.calls()).as("after a file was deleted").hasSize(3);

        Files.setLastModifiedTime(main, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
        machine.tcpwalk("--version");
        assertThat(machine.calls()).as("after a file became an older one").hasSize(4);
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws Exception {
        machine.withBuildTools();
        var hold = machine.trouble("maven-hangs");
        var launcher = List.of(machine.checkout() + "/scripts/tcpwalk");
        var first = machine.run("", launcher, "first");
        while (machine.calls().isEmpty()) {
            Thread.onSpinWait();
        }
        var second = machine.run("", launcher, "second");
        while (!second.errorsSoFar().contains("waiting for another build")) {
            Thread.onSpinWait();
        }
        Files.delete(hold);

        assertThat(first.finish().out()).contains("first\n");
        assertThat(second.finish().out()).contains("second\n");
        assertThat(machine.calls()).containsExactly(BUILD);
    }

    @Test
    void runsThroughASymbolicLinkFromElsewhere() throws Exception {
        machine.withBuildTools();
        var link = Files.createSymbolicLink(directory.resolve("walk"), Path.of("a checkout/scripts/tcpwalk"));

        var result = machine.run("", List.of(link.toString()), "explain", "RST").finish();

        assertThat(result.status()).isZero();
        assertThat(result.out()).endsWith("explain\nRST\n");
    }

    @Test
    void inputAndExitStatusAreTheJvms() throws Exception {
        machine.withPackages().with("STATUS", "10");

        var result = machine.run("a capture", List.of(machine.checkout() + "/scripts/tcpwalk"), "analyze", "-")
                .finish();

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.out()).endsWith("analyze\n-\na capture");
    }

    @Test
    void failedBuildShowsWhatMavenSaidAndIsTriedAgain() throws Exception {
        machine.withBuildTools();
        var trouble = machine.trouble("maven-fails");

        var failed = machine.tcpwalk("--version");
        assertThat(failed.status()).isEqualTo(5);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("Maven chatters", "the build failed");

        Files.delete(trouble);
        assertThat(machine.tcpwalk("--version").status()).isZero();
    }

    @Test
    void buildOfOneUserServesAnotherWhoCannotWriteIt() throws Exception {
        machine.withBuildTools().tcpwalk("--version");

        var result = machine.tcpwalkAsStranger("--version");
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();

        Files.writeString(machine.source("Main"), "class Main { /* changed */ }");
        var stale = machine.tcpwalkAsStranger("--version");
        assertThat(stale.status()).isZero();
        assertThat(stale.err()).contains("this runs as it was built");
        assertThat(machine.calls()).containsExactly(BUILD);
    }

    @Test
    void optionsOfTheUserReachTheJvm() throws Exception {
        machine.withBuildTools().with("JAVA_OPTS", "-Xmx1g").with("TCPWALK_JAVA_OPTS", "-XX:+UseG1GC -Dname=*");

        var result = machine.tcpwalk("sniff");

        assertThat(result.out().lines()).containsSubsequence("-Xmx1g", "-XX:+UseG1GC", "-Dname=*", "-jar", "sniff")
                .doesNotContain("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void onlyMuchToReadIsWorthTheOptimisingCompiler() throws Exception {
        machine.withBuildTools();
        var small = Files.writeString(directory.resolve("a small capture"), "bytes").toString();
        var large = capture("a large capture", 3_000_000_000L, "d4c3b2a1 02000400 00000000 00000000 00000400");
        var whole = capture("whole packets", 600_000_000, "d4c3b2a1 02000400 00000000 00000000 00000400");
        var headers = capture("headers", 600_000_000, "d4c3b2a1 02000400 00000000 00000000 60000000");
        var bigEndian = capture("big-endian headers", 600_000_000, "a1b2c3d4 00020004 00000000 00000000 00000060");
        var gzip = capture("packed", 60_000_000, "1f8b0800 00000000 0003abcd 00000000 00000000");

        assertThat(compilers("analyze", small, "--format", "json")).isEqualTo("first");
        assertThat(compilers("analyze", whole)).isEqualTo("first");
        assertThat(compilers("analyze", headers)).isEqualTo("both");
        assertThat(compilers("analyze", "--all", bigEndian)).isEqualTo("both");
        assertThat(compilers("analyze", gzip)).isEqualTo("both");
        assertThat(compilers("analyze", small, large)).isEqualTo("both");
        assertThat(compilers("analyze", "/dev/zero")).isEqualTo("both");
        assertThat(compilers("sniff", small)).isEqualTo("both");
        assertThat(compilers("explain", large)).isEqualTo("first");
    }

    private String capture(String name, long length, String header) throws Exception {
        var path = directory.resolve(name);
        Files.write(path, HexFormat.of().parseHex(header.replace(" ", "")));
        try (var file = new RandomAccessFile(path.toString(), "rw")) {
            file.setLength(length);
        }
        return path.toString();
    }

    private String compilers(String... args) throws Exception {
        return machine.tcpwalk(args).out().contains("-XX:TieredStopAtLevel=1\n") ? "first" : "both";
    }
}
