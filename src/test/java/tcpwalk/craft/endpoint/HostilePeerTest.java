package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpOptions;

/** A peer that sends anything at all: nothing is thrown, the streams keep their order, answers stay few. */
class HostilePeerTest {

    private static final int SEGMENTS = 400;

    @Test
    void anythingMayArriveInAnyState() {
        SplittableRandom random = new SplittableRandom(7);
        for (int history = 0; history < 500; history++) {
            Exchange exchange = new Exchange(history % 2 == 0 ? Exchange.PLAIN : Exchange.FULL, random.nextInt(),
                    random.nextInt());
            exchange.endpoint.open(0);
            if (random.nextInt(4) > 0) {
                exchange.arrives("S. 0:0(0) ack 1 win 8000 <mss 1460,TS val 1 ecr 0>");
            }
            int actions = 0;
            for (int i = 0; i < SEGMENTS; i++) {
                exchange.arrives(anything(random, exchange));
                actions += act(random, exchange, actions);
            }
            // Ten challenges a second are allowed, every segment with bytes is answered, and timers repeat a little.
            assertThat(exchange.sent().size()).isLessThan(3 * SEGMENTS);
        }
    }

    private static Segment anything(SplittableRandom random, Exchange exchange) {
        int length = random.nextInt(3) == 0 ? random.nextInt(2000) : 0;
        int seq = near(random, exchange.irs());
        int ack = near(random, exchange.iss());
        Segment segment = new Segment().seq(seq).ack(ack).flags(random.nextInt(512)).window(random.nextInt(65536))
                .urgentPointer(random.nextInt(65536)).length(length).payload(ByteBuffer.allocate(length), 0, length);
        // Resets would end each history at once.
        if (random.nextInt(20) > 0) {
            segment.flags(segment.flags() & ~4 | 16);
        }
        TcpOptions options = segment.options();
        if (random.nextBoolean()) {
            options.timestamps(random.nextInt(5), random.nextInt(5));
        }
        if (random.nextInt(8) == 0) {
            options.mss(random.nextInt(65536)).windowScale(random.nextInt(256)).permitSack();
        }
        segment.packet().ecn(random.nextInt(4));
        return segment;
    }

    private static int near(SplittableRandom random, int number) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> number + random.nextInt(3);
            default -> number + random.nextInt(-100, 5000);
        };
    }

    private static int act(SplittableRandom random, Exchange exchange, int before) {
        if (random.nextInt(50) > 0) {
            return 0;
        }
        if (before < 3) {
            exchange.write(random.nextInt(5000));
        } else if (before == 3) {
            exchange.close();
        } else {
            exchange.after(random.nextInt(3000));
        }
        return 1;
    }
}
