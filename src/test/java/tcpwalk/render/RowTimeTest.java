package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTimeTest {

    @ParameterizedTest
    @CsvSource({"0, 0.000", "5058123, 5.058", "59999999999, 59999.999", "60000000000, 60.000s",
            "9999123000000, 9999.123s", "12345678000000, 12345.6s", "31536000000000000, 31536000.0s",
            "-123456, -0.123", "-61000000000, -61.000s"})
    void millisecondsBecomeSecondsAfterAMinute(long nanos, String text) {
        assertThat(RowTime.of(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000000000", "1, 0.000000001", "60740347, 0.060740347", "1000000000, 1.000000000",
            "-1, -0.000000001", "-1500000000, -1.500000000", "9223372036854775807, 9223372036.854775807",
            "-9223372036854775808, -9223372036.854775808"})
    void secondsHaveExactlyNineDecimals(long nanos, String text) {
        assertThat(Nanoseconds.seconds(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 1970-01-01T00:00:00.000000000Z", "-1, 1969-12-31T23:59:59.999999999Z",
            "1795355636396123456, 2026-11-22T13:53:56.396123456Z", "951868799999999999, 2000-02-29T23:59:59.999999999Z",
            "9223372036854775807, 2262-04-11T23:47:16.854775807Z"})
    void momentsAreWrittenInUtcWithNineDecimals(long nanos, String text) {
        var writer = new UtcTime();
        writer.of(86_400_000_000_000L * 366);
        assertThat(new String(writer.of(nanos))).isEqualTo(text);
    }
}
