package tcpwalk.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1, 1 byte", "999, 999 bytes", "1000, 1 kB", "12_400, 12.4 kB", "12_449, 12.4 kB",
            "12_450, 12.5 kB", "99_949, 99.9 kB", "99_950, 100 kB", "999_499, 999 kB", "999_500, 1 MB",
            "1_234_567_890, 1.2 GB", "9223372036854775807, 9.2 EB"})
    void bytesHaveThreeDigitsAtMost(String bytes, String text) {
        assertThat(Units.bytes(Long.parseLong(bytes.replace("_", "")))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "5, 5 B", "12400, 12.4 kB"})
    void columnsHaveTheShortUnit(long bytes, String text) {
        assertThat(Units.compactBytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ns", "999, 999 ns", "40_000, 40 µs", "5_116_000, 5.1 ms", "60_740_347, 60.7 ms",
            "83_000_000, 83 ms", "999_600_000, 1 s", "2_090_000_000, 2.1 s", "59_949_000_000, 59.9 s",
            "59_950_000_000, 1 min", "65_000_000_000, 1 min 5 s", "3599_600_000_000, 1 h",
            "12_000_000_000_000, 3 h 20 min", "187_200_000_000_000, 2 d 4 h", "-40_000, -40 µs",
            "-9223372036854775808, -106751 d 23 h"})
    void durationsHaveTheUnitThatFits(String nanos, String text) {
        assertThat(Units.duration(Long.parseLong(nanos.replace("_", "")))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 retry", "0, 0 retries", "2, 2 retries"})
    void aCountAgreesWithItsNoun(long count, String text) {
        assertThat(Units.count(count, "retry", "retries")).isEqualTo(text);
    }
}
