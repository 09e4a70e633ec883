package tcpwalk.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Timelines;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

class LossesTest {

    private static final long SECOND = 1_000_000_000L;

    private final Losses losses = new Losses();

    /** A SYN that nothing answers. */
    private static Timeline unanswered(long time) {
        List<Connection> ended = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(10, any -> false, new Findings(), ended::add);
        table.observe(new Segment().seen(1, time, 0).between(new EndpointAddress(IpAddress.parse("10.0.0.1"), 40_000),
                new EndpointAddress(IpAddress.parse("10.0.0.2"), 80)).flags(TcpFlags.SYN));
        table.finish();
        return Timelines.of(ended.get(0), null);
    }

    @Test
    void aConnectionOfThatTimeIsDoubtful() {
        losses.add(100 * SECOND, 101 * SECOND, 42);
        Timeline told = losses.qualify(unanswered(100 * SECOND));

        assertThat(told.findings()).extracting(Finding::kind)
                .containsExactly(FindingKind.NO_ANSWER, FindingKind.CAPTURE_LOSS);
        assertThat(told.findings().get(0).text())
                .endsWith("(doubtful: the capture itself lost 42 packets in that time)");
        assertThat(told.findings().get(1).text()).contains("the capture itself lost 42 packets");
    }

    @Test
    void oneOfAnotherTimeIsNot() {
        losses.add(100 * SECOND, 101 * SECOND, 42);
        Timeline timeline = unanswered(200 * SECOND);

        assertThat(losses.qualify(timeline)).isSameAs(timeline);
        assertThat(losses.frames()).isEqualTo(42);
    }

    @Test
    void lossesThatFollowEachOtherAreOneSpellAndTheListIsBounded() {
        for (int i = 0; i < 5000; i++) {
            losses.add(i * 10 * SECOND, i * 10 * SECOND + SECOND, 1);
        }
        assertThat(losses.between(0, Long.MAX_VALUE)).isEqualTo(5000).isEqualTo(losses.frames());
        assertThat(losses.between(20 * SECOND, 21 * SECOND)).isEqualTo(1);
        assertThat(losses.between(13 * SECOND, 14 * SECOND)).isZero();
    }
}
