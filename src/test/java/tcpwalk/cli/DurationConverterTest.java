package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"500ms, 500", "1.5s, 1500", "2m, 120000", "1h, 3600000", "3, 3000", "0, 0"})
    void readsUnits(String text, long milliseconds) {
        assertThat(new DurationConverter().convert(text)).hasMillis(milliseconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1s", "1 s", "1d", "9999999999s"})
    void refusesTheRest(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new DurationConverter().convert(text)).withMessageContaining("500ms");
    }
}
