package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class HostAndPortTest {

    @ParameterizedTest
    @CsvSource({"example.net:443, example.net, , 443", "10.0.0.2:1, 10.0.0.2, , 1", "[fd99::2]:22, fd99::2, , 22",
        "[fe80::1%eth0]:65535, fe80::1, eth0, 65535"})
    void readsWhatPeopleWrite(String text, String host, String scope, int port) {
        HostAndPort target = HostAndPort.parse(text);
        assertThat(target).isEqualTo(new HostAndPort(host, scope, port));
        assertThat(target).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":80", "host:", "host:0", "host:65536", "host:99999", "[fd99::2]22", "a:b:80",
        "host:-1"})
    void refusesTheRest(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> HostAndPort.parse(text));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> HostAndPort.parse("fd99::2:22"))
                .withMessageContaining("[ADDRESS]:PORT");
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> HostAndPort.parse("example.net"))
                .withMessageContaining("which port?");
    }
}
