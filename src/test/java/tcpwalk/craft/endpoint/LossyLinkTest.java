package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.craft.endpoint.LossyLink.End;
import tcpwalk.craft.endpoint.LossyLink.Weather;
import tcpwalk.tcp.TcpState;

/** Whatever the link does: both ends come to an end, and the bytes arrive, all of them, once and in order. */
class LossyLinkTest {

    private static final int HISTORIES = 300;
    private static final Offer[] OFFERS = {
        Exchange.PLAIN,
        Exchange.FULL,
        new Offer(536, 4000, 0, true, false, true),
        new Offer(-1, 65535, -1, false, true, true),
        new Offer(100, 1, 0, false, true, false)};

    private static LossyLink link(long seed, Weather weather) {
        return new LossyLink(seed, weather, OFFERS[(int) (seed % 5)], OFFERS[(int) (seed / 5 % 5)]);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.1, 0, 0", "0, 0.3, 0", "0, 0, 0.5", "0.15, 0.1, 0.3", "0.4, 0.2, 0.2"})
    void bytesArriveExactlyAndBothEndsClose(double loss, double duplication, double reordering) {
        Weather weather = new Weather(loss, duplication, reordering);
        Set<TcpState> passed = EnumSet.noneOf(TcpState.class);
        for (long seed = 0; seed < HISTORIES; seed++) {
            LossyLink link = link(seed, weather);
            link.server.endpoint.listen();
            link.client.endpoint.open(0);
            int up = written(link, link.client);
            int down = written(link, link.server);
            close(link);
            link.runToTheEnd();
            assertThat(link.server.delivered).as("seed %d, client to server", seed).isEqualTo(up);
            assertThat(link.client.delivered).as("seed %d, server to client", seed).isEqualTo(down);
            assertThat(link.client.endpoint.state()).isEqualTo(TcpState.CLOSED);
            assertThat(link.server.endpoint.state()).isEqualTo(TcpState.CLOSED);
            assertThat(link.client.gaveUp || link.server.gaveUp).isFalse();
            passed.addAll(link.client.path);
            passed.addAll(link.server.path);
        }
        assertThat(passed).contains(TcpState.CLOSING, TcpState.TIME_WAIT, TcpState.LAST_ACK, TcpState.FIN_WAIT_2);
    }

    private static int written(LossyLink link, End end) {
        int length = end.other.settings.offer().window() == 1 ? link.random().nextInt(20)
                : link.random().nextInt(4) == 0 ? 0 : link.random().nextInt(40_000);
        int first = link.random().nextInt(length + 1);
        end.endpoint.send(LossyLink.stream(0, first), link.now());
        end.endpoint.send(LossyLink.stream(first, length - first), link.now());
        return length;
    }

    /** Sometimes one end closes first, sometimes both at once, sometimes before the handshake ends. */
    private static void close(LossyLink link) {
        End first = link.random().nextBoolean() ? link.client : link.server;
        link.runUntil(link.now() + link.random().nextLong(400 * LossyLink.MILLISECOND));
        first.endpoint.close(link.now());
        if (link.random().nextInt(3) > 0) {
            link.runUntil(link.now() + link.random().nextLong(400 * LossyLink.MILLISECOND));
        }
        first.other.endpoint.close(link.now());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.2, 0.1, 0.3"})
    void bothOpenAtOnce(double loss, double duplication, double reordering) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            LossyLink link = link(seed, new Weather(loss, duplication, reordering));
            link.client.endpoint.open(0);
            link.server.endpoint.open(0);
            int up = written(link, link.client);
            int down = written(link, link.server);
            link.runUntil(30_000 * LossyLink.MILLISECOND);
            close(link);
            link.runToTheEnd();
            assertThat(link.server.delivered).as("seed %d, client to server", seed).isEqualTo(up);
            assertThat(link.client.delivered).as("seed %d, server to client", seed).isEqualTo(down);
            if (loss == 0) {
                assertThat(link.client.path).startsWith(TcpState.SYN_SENT, TcpState.SYN_RECEIVED);
                assertThat(link.server.path).startsWith(TcpState.SYN_SENT, TcpState.SYN_RECEIVED);
            }
        }
    }

    @Test
    void anAbortReachesThePeerUnlessTheLinkLosesIt() {
        int peersLeftOpen = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            LossyLink link = link(seed, new Weather(0.2, 0.1, 0.3));
            link.server.endpoint.listen();
            link.client.endpoint.open(0);
            written(link, link.client);
            written(link, link.server);
            link.runUntil(link.random().nextLong(2000 * LossyLink.MILLISECOND));
            End aborting = link.random().nextBoolean() ? link.client : link.server;
            aborting.endpoint.abort(link.now());
            link.runUntil(link.now() + 3_600_000 * LossyLink.MILLISECOND);
            assertThat(aborting.endpoint.state()).as("seed %d", seed).isEqualTo(TcpState.CLOSED);
            peersLeftOpen += aborting.other.endpoint.state().isSynchronized() ? 1 : 0;
        }
        assertThat(peersLeftOpen).as("idle peers whose only news was lost").isLessThan(HISTORIES / 5);
    }

    @Test
    void aPeerThatVanishesIsGivenUp() {
        for (long seed = 0; seed < 50; seed++) {
            LossyLink link = link(seed, new Weather(1, 0, 0));
            link.client.endpoint.open(0);
            link.runToTheEnd();
            assertThat(link.client.gaveUp).isTrue();
            assertThat(link.client.endpoint.state()).isEqualTo(TcpState.CLOSED);
        }
    }

    @Test
    void theSameSeedTellsTheSameHistory() {
        assertThat(history(17)).isEqualTo(history(17));
    }

    private static String history(long seed) {
        LossyLink link = link(seed, new Weather(0.2, 0.1, 0.3));
        link.server.endpoint.listen();
        link.client.endpoint.open(0);
        written(link, link.client);
        close(link);
        link.runToTheEnd();
        return link.client.path + " " + link.server.path + " " + link.client.remarks + " " + link.now();
    }
}
