package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** What one thread decodes another one tracks, all of it and in order, however fast either is. */
@Timeout(20)
class HandoverTest {

    private static final int MANY = 50_000;

    private final Handover handover = new Handover();
    private final TableFeed feed =
            new TableFeed(new ConnectionTable(10, connection -> false, connection -> { }), handover);

    private static Segment segment(int number) {
        return new Segment().seen(number, number, 0).addresses(1, 2).ports(3, 4).seq(number)
                .flags(number % 3 == 0 ? TcpFlags.SYN : TcpFlags.ACK);
    }

    private static Segment numbered(Segment segment, int number) {
        segment.options().clear();
        if (number % 7 == 0) {
            segment.options().mss(number & 0xffff);
        }
        return segment.seen(number, number, 0).addresses(1, 2).ports(3, 4).seq(number).flags(TcpFlags.ACK);
    }

    @Test
    void everySegmentArrivesOnceAndInOrder() {
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            Segment segment = new Segment();
            for (int number = 1; number <= MANY; number++) {
                segment = feed.segment(numbered(segment, number));
                if (number % 4_999 == 0) {
                    feed.flush();
                }
            }
            feed.flush();
            handover.end();
        });
        List<Integer> seen = new ArrayList<>();
        for (Handover.Load load = handover.next(); load != null; load = handover.next()) {
            for (int i = 0; i < load.segments().size(); i++) {
                Segment segment = load.segments().segment(i);
                assertThat(segment.options().mss()).isEqualTo(segment.seq() % 7 == 0 ? segment.seq() & 0xffff : -1);
                seen.add(segment.seq());
            }
            handover.giveBack(load);
        }
        reading.join();
        assertThat(seen).hasSize(MANY).isSorted();
        assertThat(handover.next()).as("after the end").isNull();
    }

    @Test
    void aFlushHandsOnWhatFillsNoLoad() {
        feed.segment(segment(1));
        feed.flush();
        feed.flush();
        assertThat(handover.next().segments().size()).isEqualTo(1);
        handover.end();
        assertThat(handover.next()).isNull();
    }

    @Test
    void aReaderWaitsForWhoeverTracks() throws Exception {
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            for (int number = 1; number <= MANY; number++) {
                feed.segment(segment(number));
            }
            handover.end();
        });
        Handover.Load load = handover.next();
        try {
            reading.get(100, TimeUnit.MILLISECONDS);
            throw new AssertionError("so many segments were taken although none was tracked");
        } catch (TimeoutException expected) {
            assertThat(load.segments().isFull()).isTrue();
        }
        for (; load != null; load = handover.next()) {
            handover.giveBack(load);
        }
        reading.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aReaderThatNobodyWaitsForEnds() throws Exception {
        CompletableFuture<Throwable> reading = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                for (int number = 1; ; number++) {
                    feed.segment(segment(number));
                }
            } catch (CancellationException cancelled) {
                reading.complete(cancelled);
            }
        });
        thread.start();
        handover.next();
        thread.interrupt();
        assertThat(reading.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
}
