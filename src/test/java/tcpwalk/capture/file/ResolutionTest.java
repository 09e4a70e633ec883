package tcpwalk.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    /** Against arithmetic without limits, for every unit there is. */
    @Test
    void everyUnitAgreesWithExactArithmetic() {
        SplittableRandom random = new SplittableRandom(3);
        for (int exponent = 0; exponent < 256; exponent++) {
            for (int round = 0; round < 50; round++) {
                long ticks = random.nextLong() >>> random.nextInt(64);
                long offset = random.nextLong() >> 30 + random.nextInt(34);
                assertThat(Resolution.of(exponent, offset).nanoseconds(ticks))
                        .as("exponent %d, ticks %d, offset %d", exponent, ticks, offset)
                        .isEqualTo(exact(exponent, ticks, offset));
            }
        }
    }

    private static long exact(int exponent, long ticks, long offset) {
        BigInteger unit = BigInteger.valueOf((exponent & 0x80) != 0 ? 2 : 10).pow(exponent & 0x7f);
        BigInteger billion = BigInteger.valueOf(1_000_000_000);
        BigInteger time = new BigInteger(Long.toUnsignedString(ticks)).multiply(billion).divide(unit);
        BigInteger last = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger sum = time.add(BigInteger.valueOf(offset).multiply(billion));
        return time.compareTo(last) > 0 || sum.compareTo(last) > 0 ? Long.MAX_VALUE : sum.longValueExact();
    }

    @Test
    void offsetsBeyondAllTimeDoNotWrapAround() {
        assertThat(Resolution.of(6, Long.MAX_VALUE).nanoseconds(1_700_000_000_000_000L)).isEqualTo(Long.MAX_VALUE);
        assertThat(Resolution.of(6, Long.MIN_VALUE).nanoseconds(0)).isNegative();
    }
}
