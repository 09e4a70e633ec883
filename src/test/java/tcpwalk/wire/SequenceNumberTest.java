package tcpwalk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {

    private static final int LAST = -1;

    @Test
    void theNumberAfterTheLastIsZero() {
        assertThat(SequenceNumber.isBefore(LAST, 0)).isTrue();
        assertThat(SequenceNumber.isBefore(0, LAST)).isFalse();
        assertThat(SequenceNumber.distance(LAST - 9, 10)).isEqualTo(20);
        assertThat(SequenceNumber.later(LAST, 3)).isEqualTo(3);
    }

    @Test
    void aWindowMayStraddleTheWrap() {
        assertThat(SequenceNumber.isWithin(5, LAST - 4, 11)).isTrue();
        assertThat(SequenceNumber.isWithin(6, LAST - 4, 11)).isFalse();
        assertThat(SequenceNumber.isWithin(LAST - 5, LAST - 4, 11)).isFalse();
    }

    @Test
    void orderDoesNotDependOnWhereCountingBegins() {
        SplittableRandom random = new SplittableRandom(9293);
        for (int i = 0; i < 10_000; i++) {
            int start = random.nextInt();
            int a = random.nextInt(0, 1 << 30);
            int b = random.nextInt(0, 1 << 30);
            assertThat(SequenceNumber.isBefore(start + a, start + b)).isEqualTo(a < b);
            assertThat(SequenceNumber.isAtMost(start + a, start + b)).isEqualTo(a <= b);
            assertThat(SequenceNumber.later(start + a, start + b)).isEqualTo(start + Math.max(a, b));
            assertThat(SequenceNumber.isWithin(start + a, start, b)).isEqualTo(a < b);
        }
    }
}
