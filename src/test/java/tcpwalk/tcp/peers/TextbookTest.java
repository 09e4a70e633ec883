package tcpwalk.tcp.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** What a connection keeps instead of views must tell the same as views that see every segment. */
class TextbookTest {

    private static final String OPEN = "> S 0:0(0); < S. 0:0(0) ack 1; > . 1:1(0) ack 1;";

    private static void assertSame(Exchange exchange) {
        for (Exchange.Tracked tracked : exchange.tracked()) {
            PeerViews kept = tracked.connection().peers();
            PeerViews seen = tracked.views();
            assertThat(kept.zeekHistory()).as("history of %s", exchange).isEqualTo(seen.zeekHistory());
            assertThat(kept.zeekState()).as("state of %s", exchange).isEqualTo(seen.zeekState());
            assertThat(kept.wiresharkCompleteness()).as("completeness of %s", exchange)
                    .isEqualTo(seen.wiresharkCompleteness());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "> S 0:0(0)",
        "> S 0:0(0); < R. 0:0(0) ack 1",
        "> S 0:0(0); < . 5:5(0) ack 9; > R 9:9(0)",
        OPEN,
        OPEN + "> P. 1:11(10) ack 1; < . 1:1(0) ack 11; < P. 1:101(100) ack 11; > . 11:11(0) ack 101",
        OPEN + "> F. 1:11(10) ack 1; < F. 1:1(0) ack 12; > . 12:12(0) ack 2",
        OPEN + "> F. 1:1(0) ack 1; < . 1:1(0) ack 2; < P. 1:6(5) ack 2; > . 2:2(0) ack 6; < F. 6:6(0) ack 2",
        OPEN + "> F. 1:1(0) ack 1; < F. 1:1(0) ack 2; > R 2:2(0)",
        OPEN + "> F. 1:1(0) ack 1; > R 2:2(0); < F. 1:1(0) ack 2",
        OPEN + "> P. 1:11(10) ack 1; > P. 21:31(10) ack 1; < . 1:1(0) ack 31; > . 31:31(0) ack 1 win 0",
        OPEN + "> P. 1:11(10) ack 1; > P. 1:11(10) ack 1; < R 1:1(0)",
        OPEN + "> F. 1:1(0) ack 1; < . 0:1(1) ack 1; < . 1:1(0) ack 2",
        OPEN + "> F. 1:6(5) ack 1; > F. 1:6(5) ack 1; < . 1:1(0) ack 7",
        OPEN + "> F. 1:1(0) ack 1; > P. 2:12(10) ack 1; < . 1:1(0) ack 12"})
    void byTheBookOrNotTheViewsAreTheSame(String script) {
        assertSame(Exchange.of(script));
    }

    @RepeatedTest(400)
    void anyExchangeGivesTheSameViews(RepetitionInfo repetition) {
        assertSame(random(new SplittableRandom(repetition.getCurrentRepetition())));
    }

    /** A connection mostly by the book, with segments lost, repeated, swapped and changed. */
    private static Exchange random(SplittableRandom random) {
        Exchange exchange = Exchange.of(OPEN);
        int[] next = {1, 1};
        int hostility = random.nextInt(12);
        for (int i = 0; i < 25; i++) {
            int from = random.nextInt(2);
            int flags = random.nextInt(14) == 0 ? TcpFlags.FIN | TcpFlags.ACK : TcpFlags.ACK;
            int length = random.nextBoolean() ? 0 : 1 + random.nextInt(3000);
            int seq = next[from];
            int ack = next[1 - from];
            int window = 1000;
            int stamp = 1_000 + i;
            if (random.nextInt(100) < hostility) {
                switch (random.nextInt(7)) {
                    case 0 -> flags = random.nextInt(64);
                    case 1 -> seq += random.nextInt(-5, 5000);
                    case 2 -> ack += random.nextInt(-5, 5000);
                    case 3 -> window = 0;
                    case 4 -> seq = random.nextInt();
                    case 5 -> stamp = 7;
                    default -> flags |= TcpFlags.RST;
                }
            }
            Segment segment = new Segment().seq(seq + (from == 0 ? -3 : -150)).flags(flags).length(length)
                    .ack((flags & TcpFlags.ACK) == 0 ? 0 : ack + (from == 0 ? -150 : -3)).window(window);
            segment.options().timestamps(stamp, 0);
            if (random.nextInt(100) >= hostility) {
                exchange.add(segment, from == 0);
            }
            next[from] = Math.max(next[from], seq + segment.sequenceLength());
        }
        return exchange;
    }

    @Test
    void itLeavesTheBookOnlyWhereSomethingIsToBeNoted() {
        Stand client = new Stand(99, 100, 100);
        Stand server = new Stand(499, 500, 500);
        long course = Textbook.START;
        course = Textbook.next(course, segment(TcpFlags.SYN, 99, 0, 0), true, client, server);
        course = Textbook.next(course, segment(TcpFlags.SYN | TcpFlags.ACK, 499, 100, 0), false, server, client);
        course = Textbook.next(course, segment(TcpFlags.ACK, 100, 500, 7), true, client, server);
        assertThat(course).isNotEqualTo(Textbook.DEVIATES);

        long open = course;
        assertThat(Textbook.next(open, segment(TcpFlags.ACK, 100, 500, 9), true, client, server)).isEqualTo(open);
        assertThat(Textbook.next(open, segment(TcpFlags.ACK, 99, 500, 1), true, client, server))
                .isEqualTo(Textbook.DEVIATES);
        assertThat(Textbook.next(open, segment(TcpFlags.ACK, 100, 501, 1), true, client, server))
                .isEqualTo(Textbook.DEVIATES);
        assertThat(Textbook.next(open, segment(TcpFlags.ACK, 100, 500, 1).window(0), true, client, server))
                .isEqualTo(Textbook.DEVIATES);
        assertThat(Textbook.next(open, segment(TcpFlags.RST, 100, 0, 0), true, client, server))
                .isEqualTo(Textbook.DEVIATES);
        assertThat(Textbook.next(open, segment(0, 100, 0, 0), true, client, server)).isEqualTo(Textbook.DEVIATES);
    }

    private static Segment segment(int flags, int seq, int ack, int length) {
        return new Segment().flags(flags).seq(seq).ack(ack).length(length).window(1000);
    }

    private record Stand(int iss, int sndUna, int sndNxt) implements SendSequence {
    }
}
