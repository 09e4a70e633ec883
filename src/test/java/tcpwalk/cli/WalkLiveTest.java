package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.KernelCounters;
import tcpwalk.testnet.KernelTrace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.testnet.Transition;
import tcpwalk.walk.WalkLibrary;

/**
 * Every walk against a real kernel's socket, on loopback in a namespace of its own. What happened is asserted from the
 * kernel: its record of the peer's states, and its counters. All are played at the same time, since most of them wait.
 */
@RootOnly
class WalkLiveTest {

    private static final int AT_ONCE = 8;
    private static final Pattern ENDS = Pattern.compile(":(\\d+) → 127\\.0\\.0\\.1:(\\d+) via lo");

    /** What came of one walk. */
    private record Played(Result result, KernelCounters counters) {
    }

    private static final Map<String, CompletableFuture<Played>> PLAYED = new HashMap<>();
    private static ExecutorService players;
    private static KernelTrace trace;

    @BeforeAll
    static void playAll() {
        trace = KernelTrace.open();
        players = Executors.newFixedThreadPool(AT_ONCE);
        // The longest first.
        List<String> names = new ArrayList<>(List.of("half-open", "dead-peer-data", "dead-peer", "zero-window"));
        WalkLibrary.names().stream().filter(name -> !names.contains(name)).forEach(names::add);
        for (String name : names) {
            CompletableFuture<Played> future = new CompletableFuture<>();
            PLAYED.put(name, future);
            players.execute(() -> {
                try (TestNetwork network = TestNetwork.veth()) {
                    Result result = network.client().call(() -> Result.of("walk", name, "--brief"));
                    future.complete(new Played(result, KernelCounters.of(network.client())));
                } catch (Exception | AssertionError e) {
                    future.completeExceptionally(e);
                }
            });
        }
    }

    @AfterAll
    static void close() {
        players.shutdownNow();
        trace.close();
    }

    private static Played played(String name) throws Exception {
        Played played = PLAYED.get(name).get(60, TimeUnit.SECONDS);
        assertThat(played.result.status()).as(played.result.err() + played.result.out()).isZero();
        assertThat(played.result.out()).contains("Every expectation was met.");
        return played;
    }

    /** The states that the kernel's socket went through after it was made, by its own record. */
    private static List<String> peersStates(Result result) {
        Matcher ends = ENDS.matcher(result.out());
        assertThat(ends.find()).isTrue();
        int first = Integer.parseInt(ends.group(1));
        int second = Integer.parseInt(ends.group(2));
        return trace.transitions(step -> step.from().equals(step.to())
                ? false : step.local().port() == second && step.remote().port() == first
                || step.local().port() == first && step.remote().port() == second).stream()
                .map(Transition::to).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "handshake, SYN_RECV ESTABLISHED CLOSE",
        "teardown, SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE",
        "half-close, SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE",
        // A lighter object takes over in TIME-WAIT, so the record says CLOSE.
        "simultaneous-close, SYN_RECV ESTABLISHED FIN_WAIT1 CLOSING CLOSE",
        "simultaneous-open, SYN_SENT SYN_RECV ESTABLISHED CLOSE",
        // A half-open connection is no socket yet.
        "half-open, ''",
        "old-duplicate, SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE",
        "lost-last-ack, SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE",
        "keep-alive, SYN_RECV ESTABLISHED CLOSE",
        "keep-alive-watch, SYN_RECV ESTABLISHED CLOSE",
        "dead-peer, SYN_RECV ESTABLISHED CLOSE",
        "dead-peer-data, SYN_RECV ESTABLISHED CLOSE",
        "reset, SYN_RECV ESTABLISHED CLOSE",
        "refused, ''",
        "data-after-close, SYN_RECV ESTABLISHED FIN_WAIT1 FIN_WAIT2 CLOSE",
        "out-of-window, SYN_RECV ESTABLISHED CLOSE",
        "zero-window, SYN_RECV ESTABLISHED CLOSE",
        "byte-numbers, SYN_RECV ESTABLISHED CLOSE"})
    void theKernelsSocketPassesTheStatesThatTheWalkIsAbout(String name, String states) throws Exception {
        Played played = played(name);
        List<String> expected = states.isEmpty() ? List.of() : Arrays.asList(states.split(" "));
        assertThat(peersStates(played.result)).isEqualTo(expected);
    }

    /** What the kernel counted in the walk's namespace, which sees nothing else. */
    @ParameterizedTest
    @CsvSource({
        "handshake, PassiveOpens 1, EstabResets 1",
        "teardown, EstabResets 0, RetransSegs 0",
        "half-close, EstabResets 0, RetransSegs 0",
        "simultaneous-open, ActiveOpens 1, PassiveOpens 0",
        "half-open, TCPSynRetrans 2, PassiveOpens 0",
        "half-open, OutRsts 1, CurrEstab 0",
        "old-duplicate, TCPSYNChallenge 1, TCPChallengeACK 1",
        "old-duplicate, EmbryonicRsts 1, EstabResets 0",
        "keep-alive, TCPDSACKOldSent 1, TCPKeepAlive 0",
        "keep-alive-watch, TCPKeepAlive 2, TCPAbortOnTimeout 0",
        "dead-peer, TCPKeepAlive 3, TCPAbortOnTimeout 1",
        "dead-peer-data, TCPAbortOnTimeout 1, TCPKeepAlive 0",
        "reset, TCPChallengeACK 1, EstabResets 1",
        "refused, OutRsts 1, PassiveOpens 0",
        "data-after-close, TW 1, OutRsts 1",
        "out-of-window, TCPDSACKOldSent 1, EstabResets 1",
        "zero-window, TCPWinProbe 4, RetransSegs 0",
        "byte-numbers, TCPDSACKOldSent 1, TCPDSACKOldSent 1"})
    void theKernelCountsWhatTheWalkCaused(String name, String one, String other) throws Exception {
        KernelCounters counters = played(name).counters;
        for (String expected : List.of(one, other)) {
            String[] words = expected.split(" ");
            assertThat(counters.get(words[0])).as(words[0] + " in " + counters).isEqualTo(Long.parseLong(words[1]));
        }
    }

    @Test
    void unacknowledgedDataAndFinsAreRepeatedByTheKernelsTimer() throws Exception {
        assertThat(played("lost-last-ack").counters.get("RetransSegs")).isGreaterThanOrEqualTo(4);
        assertThat(played("lost-last-ack").counters.get("TCPTimeouts")).isGreaterThanOrEqualTo(3);
        assertThat(played("dead-peer-data").counters.get("RetransSegs")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void nothingStaysOpenAtThePeer() throws Exception {
        for (String name : WalkLibrary.names()) {
            assertThat(played(name).counters.get("CurrEstab")).as(name).isZero();
        }
    }
}
