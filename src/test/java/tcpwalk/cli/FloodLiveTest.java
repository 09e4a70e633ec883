package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.SegmentLog;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.walk.flood.FloodWalk;

/** The flood: what the kernel counted of it, and that none of it leaves its own network. */
class FloodLiveTest {

    private static String number(String text, String pattern) {
        String line = text.lines().reduce("", (all, each) -> all + " " + each.strip());
        return line.replaceAll(".*?" + pattern + ".*", "$1");
    }

    @Test
    @RootOnly
    void withoutCookiesTheHonestAreTurnedAwayAndWithThemServed() throws Exception {
        try (var network = TestNetwork.veth(); var outside = SegmentLog.on(network.client(), "any")) {
            Result result = network.client().call(() -> Result.of("walk", "syn-flood"));
            String out = result.out();
            assertThat(result.status()).as(result.err()).isZero();
            String without = out.substring(out.indexOf("tcp_syncookies = 0"), out.indexOf("tcp_syncookies = 1"));
            String with = out.substring(out.indexOf("tcp_syncookies = 1"));

            assertThat(without).contains("Before: the honest client is connected", "the honest client is turned away",
                    "After: the honest client is connected", "raises the alarm: syn-flood 127.0.0.1:");
            int dropped = Integer.parseInt(number(without, "the kernel dropped (\\d+) unseen"));
            assertThat(dropped).isBetween(FloodWalk.SYNS - FloodWalk.BACKLOG - 5, FloodWalk.SYNS);
            assertThat(Integer.parseInt(number(without, "(\\d+) connections in SYN-RECEIVED")))
                    .isBetween(FloodWalk.BACKLOG, FloodWalk.BACKLOG + 1);

            assertThat(with).contains("During: the honest client is connected", "The kernel dropped 0 SYNs",
                    "After: the honest client is connected").doesNotContain("turned away;");
            assertThat(Integer.parseInt(number(with, "SYNs; (\\d+) it answered by a cookie")))
                    .isGreaterThanOrEqualTo(FloodWalk.SYNS - FloodWalk.BACKLOG - 5);
            assertThat(number(with, "and (\\d+) came back")).isEqualTo("1");
            assertThat(outside.matching(segment -> true)).as("nothing of it is seen outside").isEmpty();
        }
        assertThat(Files.readString(Path.of("/proc/sys/net/ipv4/tcp_synack_retries")).strip())
                .as("this machine's own settings are untouched").isNotEqualTo("1");
    }

    @Test
    @RootOnly
    void withoutPrivilegeNothingHappens() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = network.client().callUnprivileged(() -> Result.of("walk", "syn-flood"));
            assertThat(result.status()).isEqualTo(ExitCode.ENVIRONMENT.number());
            assertThat(result.err()).contains("network namespace", "sudo").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1:80, goes to no address", "--print, is no script", "--format=json, text only",
        "--write=never.pcap, takes no --write", "--step, takes no --step"})
    void itGoesNowhereElse(String argument, String why) {
        Result result = Result.of("walk", "syn-flood", argument);
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains(why);
    }
}
