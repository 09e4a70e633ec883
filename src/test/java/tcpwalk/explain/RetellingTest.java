package tcpwalk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.TestWalk;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Walks;

class RetellingTest {

    private static String retold(Timeline timeline) {
        return new Annotator(Locale.CHINESE).story(timeline);
    }

    @Test
    void anOrdinaryConnectionIsToldInChinese() {
        assertThat(retold(Walks.closedByClient().ends(Outcome.CLOSED, Side.CLIENT).told())).isEqualTo(
                "客户端用 5.1 ms 建立了连接。客户端发送 5 B，收到 1.2 kB。客户端先关闭，服务器在 10.3 ms 后关闭。一切正常。");
    }

    @Test
    void aHalfThatWasKeptOpenIsTold() {
        assertThat(retold(Walks.halfClosed().ends(Outcome.CLOSED, Side.CLIENT).told()))
                .contains("客户端先关闭；服务器的方向又保持了 ");
    }

    @Test
    void whatStandsOutIsCounted() {
        assertThat(retold(Walks.outsideWindow().ends(Outcome.ESTABLISHED, null).told())).contains("outside-window")
                .doesNotContain("outside-window（");
        assertThat(retold(Walks.deadPeer().ends(Outcome.ESTABLISHED, null).told())).contains("retransmission（3 次）");
    }

    @Test
    void aRefusalNamesThePort() {
        assertThat(retold(Walks.refused().ends(Outcome.REFUSED, Side.SERVER).told()))
                .startsWith("服务器在 ").contains("拒绝了连接：端口 ", " 上无人监听。");
    }

    @Test
    void aStoryThatSomebodyKnowsBetterIsLeftAsItIs() {
        Timeline seen = Walks.closedByClient().ends(Outcome.CLOSED, Side.CLIENT);
        Timeline known = new Timeline(seen.id(), seen.client(), seen.server(), seen.roles(), seen.interfaceName(),
                seen.start(), seen.duration(), seen.outcome(), seen.closedBy(), seen.resetCause(), "interrupted",
                seen.handshakeRtt(), seen.findings(), seen.peers(), seen.rows());
        assertThat(retold(known)).isEqualTo("interrupted");
    }

    @Test
    void everyWalkAndOutcomeIsToldWithoutAWordOfEnglishGrammar() {
        for (TestWalk walk : Walks.all().values()) {
            for (Outcome outcome : Outcome.values()) {
                for (Side by : new Side[] {null, Side.CLIENT, Side.SERVER}) {
                    assertThat(retold(walk.ends(outcome, by).told())).endsWith("。")
                            .doesNotContainPattern("[a-z] (the|was|and) ");
                }
            }
        }
    }

    @Test
    void englishIsTheStoryItself() {
        Timeline told = Walks.closedByClient().ends(Outcome.CLOSED, Side.CLIENT).told();
        assertThat(new Annotator(Locale.ENGLISH).story(told)).isEqualTo(told.story());
    }
}
