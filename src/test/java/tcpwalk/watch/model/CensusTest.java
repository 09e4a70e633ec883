package tcpwalk.watch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.TcpState;

class CensusTest {

    private static final TcpState[] STATES = TcpState.values();

    private final Census census = new Census();

    @Test
    void itIsAMapThatCounts() {
        SplittableRandom random = new SplittableRandom(11);
        Map<Long, TcpState[]> expected = new HashMap<>();
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < 300_000; i++) {
            // Few of many numbers are there at once, so that they collide, come and go.
            long id = random.nextInt(5000) + 1_000_000L * random.nextInt(3);
            if (random.nextInt(3) == 0) {
                census.remove(id);
                expected.remove(id);
                places.remove(id);
            } else {
                TcpState[] ends = {STATES[random.nextInt(STATES.length)], STATES[random.nextInt(STATES.length)]};
                int slot = census.slotOf(id);
                TcpState[] before = expected.put(id, ends);
                assertThat(census.place(slot)).isEqualTo(places.getOrDefault(id, -1));
                assertThat(census.moves(slot, ends[0], ends[1]))
                        .isEqualTo(before == null || before[0] != ends[0] || before[1] != ends[1]);
                if (random.nextBoolean()) {
                    places.put(id, random.nextInt(1024));
                    census.place(slot, places.get(id));
                }
            }
        }
        assertThat(census.size()).isEqualTo(expected.size());
        assertThat(census.clients()).isEqualTo(count(expected, 0));
        assertThat(census.servers()).isEqualTo(count(expected, 1));
    }

    private static List<Integer> count(Map<Long, TcpState[]> expected, int end) {
        List<Integer> counts = new ArrayList<>();
        for (TcpState state : STATES) {
            counts.add((int) expected.values().stream().filter(ends -> ends[end] == state).count());
        }
        return counts;
    }

    @Test
    void refusalsAreRememberedByFilter() {
        int slot = census.slotOf(5);
        census.refuse(slot, (byte) 3);
        assertThat(census.isRefused(slot, (byte) 3)).isTrue();
        assertThat(census.isRefused(slot, (byte) 4)).isFalse();
        census.forgetRefusals();
        assertThat(census.isRefused(slot, (byte) 3)).isFalse();
    }
}
