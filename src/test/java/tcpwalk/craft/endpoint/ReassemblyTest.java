package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tcpwalk.wire.TcpOptions;

class ReassemblyTest {

    @Test
    void neighboursJoin() {
        Reassembly reassembly = new Reassembly();
        reassembly.keep(10, 20);
        reassembly.keep(30, 40);
        reassembly.keep(20, 30);
        assertThat(reassembly.gaps()).isEqualTo(1);
        assertThat(reassembly.advance(10)).isEqualTo(40);
        assertThat(reassembly.gaps()).isZero();
    }

    @Test
    void theLatestBlockIsReportedFirst() {
        Reassembly reassembly = new Reassembly();
        reassembly.keep(10, 20);
        reassembly.keep(30, 40);
        reassembly.keep(15, 25);
        TcpOptions options = new TcpOptions();
        reassembly.report(options, 4);
        assertThat(options).isEqualTo(new TcpOptions().sack(10, 25).sack(30, 40));
    }

    @Test
    void reachesAsFarAsABitSetSays() {
        SplittableRandom random = new SplittableRandom(42);
        for (int history = 0; history < 500; history++) {
            int base = random.nextBoolean() ? random.nextInt() : -random.nextInt(200);
            Reassembly reassembly = new Reassembly();
            BitSet present = new BitSet();
            int reached = 0;
            for (int step = 0; step < 60; step++) {
                int from = reached + random.nextInt(300);
                int length = 1 + random.nextInt(40);
                if (reassembly.keep(base + from, base + from + length)) {
                    present.set(from, from + length);
                }
                reached = reassembly.advance(base + reached) - base;
                assertThat(reached).isEqualTo(present.nextClearBit(0));
            }
        }
    }
}
