package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.TcpState;

/** Lines as Linux 6.18 wrote them into a trace pipe, and what may be otherwise in them. */
class TraceLineTest {

    private static final String CONNECT = "            curl-4711    [001] ..... 1795373319.263212: "
            + "inet_sock_set_state: family=AF_INET protocol=IPPROTO_TCP sport=0 dport=40451 saddr=127.0.0.1 "
            + "daddr=127.0.0.1 saddrv6=::ffff:127.0.0.1 daddrv6=::ffff:127.0.0.1 "
            + "oldstate=TCP_CLOSE newstate=TCP_SYN_SENT";

    private final List<SocketChange> changes = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private long lost;

    private boolean read(String line) {
        return new TraceLine(new TraceLine.Reader() {
            @Override
            public void changed(long time, SocketChange change) {
                assertThat(change.time()).isEqualTo(time);
                changes.add(change);
            }

            @Override
            public void marked(long time, String mark) {
                marks.add(time + " " + mark);
            }

            @Override
            public void lost(long events) {
                lost += events;
            }
        }).read(line);
    }

    private SocketChange change(String line) {
        assertThat(read(line)).as(line).isTrue();
        return changes.get(changes.size() - 1);
    }

    @Test
    void anIpv4ChangeIsReadWithItsProcess() {
        SocketChange change = change(CONNECT);

        assertThat(change.time()).isEqualTo(1_795_373_319_263_212_000L);
        assertThat(change.local()).hasToString("127.0.0.1:0");
        assertThat(change.remote()).hasToString("127.0.0.1:40451");
        assertThat(change.from()).isEqualTo(TcpState.CLOSED);
        assertThat(change.to()).isEqualTo(TcpState.SYN_SENT);
        assertThat(change.task()).isEqualTo(new Task("curl", 4711, true)).hasToString("curl[4711]");
    }

    @Test
    void anInterruptNamesWhomItInterrupted() {
        assertThat(change(CONNECT.replace("[001] .....", "[001] ..s2.")).task().isUser()).isFalse();
        assertThat(change(CONNECT.replace("[001] .....", "[001] d.h1.")).task().isUser()).isFalse();
        assertThat(change(CONNECT.replace("curl-4711 ", "napi/eth0-12-4711 ")).task().isUser()).isFalse();
        assertThat(change(CONNECT.replace("curl-4711 ", "<idle>-0 ")).task().isUser()).isFalse();
    }

    @Test
    void olderKernelsWriteFourFlags() {
        assertThat(change(CONNECT.replace("[001] .....", "[001] ....")).task().isUser()).isTrue();
        assertThat(change(CONNECT.replace("[001] .....", "[001] ..s1")).task().isUser()).isFalse();
    }

    @Test
    void aThreadGroupMayStandBetween() {
        assertThat(change(CONNECT.replace("curl-4711    ", "curl-4711    (   4700) ")).task())
                .isEqualTo(new Task("curl", 4711, true));
    }

    @Test
    void aProcessMayCallItselfWhatItLikes() {
        for (String name : List.of("a b", "x-y-z", "[001] ..s2.", "1.000000: x", "(12)", "tcp: sport=1 ",
                "newstate=TCP_X", "\u202eevil\u001b[2J", "-")) {
            SocketChange change = change(CONNECT.replace("            curl-4711", name + "-4711"));
            assertThat(change.task().pid()).as(name).isEqualTo(4711);
            assertThat(change.task().name()).isEqualTo(name.stripLeading());
            assertThat(change.remote().port()).isEqualTo(40451);
        }
    }

    @Test
    void anIpv6ChangeHasItsAddresses() {
        SocketChange change = change("          <idle>-0       [000] ..s2. 52.000001: inet_sock_set_state: "
                + "family=AF_INET6 protocol=IPPROTO_TCP sport=8080 dport=40318 saddr=0.0.0.0 daddr=0.0.0.0 "
                + "saddrv6=fd99::2 daddrv6=fd99::1 oldstate=TCP_LAST_ACK newstate=TCP_CLOSE");

        assertThat(change.time()).isEqualTo(52_000_001_000L);
        assertThat(change.local()).hasToString("[fd99::2]:8080");
        assertThat(change.remote()).hasToString("[fd99::1]:40318");
        assertThat(change.task().isUser()).isFalse();
    }

    @Test
    void aMappedAddressIsAnIpv4One() {
        SocketChange change = change(CONNECT.replace("AF_INET ", "AF_INET6 ").replace("oldstate=TCP_CLOSE",
                "oldstate=TCP_LISTEN").replace("TCP_SYN_SENT", "TCP_SYN_RECV"));

        assertThat(change.local()).hasToString("127.0.0.1:0");
        assertThat(change.isPassiveOpen()).isTrue();
    }

    @Test
    void everyStateOfTheKernelHasItsNameInTheRfc() {
        String states = "ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT LAST_ACK LISTEN"
                + " CLOSING NEW_SYN_RECV";
        for (String state : states.split(" ")) {
            change(CONNECT.replace("TCP_SYN_SENT", "TCP_" + state));
        }
        assertThat(changes).extracting(SocketChange::to).containsExactly(TcpState.ESTABLISHED, TcpState.SYN_SENT,
                TcpState.SYN_RECEIVED, TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.TIME_WAIT, TcpState.CLOSED,
                TcpState.CLOSE_WAIT, TcpState.LAST_ACK, TcpState.LISTEN, TcpState.CLOSING, TcpState.SYN_RECEIVED);
    }

    @Test
    void lostEventsAreCounted() {
        assertThat(read("CPU:1 [LOST 42 EVENTS]")).isTrue();
        assertThat(read("CPU:12 [LOST EVENTS]")).isTrue();
        assertThat(lost).isEqualTo(43);
    }

    @Test
    void aMarkComesBack() {
        assertThat(read("         java-15292   [001] ...1. 1795373319.060907: tracing_mark_write: "
                + "7 1795373319060900123")).isTrue();
        assertThat(marks).containsExactly("1795373319060907000 7 1795373319060900123");
    }

    @Test
    void otherProtocolsAndOtherEventsArePassedOver() {
        assertThat(read(CONNECT.replace("IPPROTO_TCP", "IPPROTO_SCTP"))).isFalse();
        assertThat(read("  java-1 [000] ..... 1.000000: sched_switch: prev_comm=java")).isFalse();
        assertThat(read("")).isFalse();
        assertThat(changes).isEmpty();
    }

    @Test
    void noLineThrowsWhereverItIsCutOrBent() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < CONNECT.length(); i++) {
            read(CONNECT.substring(0, i));
            read(CONNECT.substring(i));
        }
        for (int i = 0; i < 20_000; i++) {
            char[] bent = CONNECT.toCharArray();
            for (int j = 0; j < 3; j++) {
                bent[random.nextInt(bent.length)] = " .:[]()=-0x9\u0000".charAt(random.nextInt(13));
            }
            read(new String(bent));
        }
        assertThat(changes).allMatch(change -> change.local().port() <= 0xffff && change.task() != null);
    }
}
