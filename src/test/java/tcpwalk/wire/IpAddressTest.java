package tcpwalk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    /** The examples of RFC 5952 §4 and §5. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AB, 2001:db8::ab",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fd99:0:0:0:0:0:0:0, fd99::",
        "10.99.0.1, 10.99.0.1"})
    void printsTheCanonicalText(String literal, String canonical) {
        assertThat(IpAddress.parse(literal)).hasToString(canonical);
    }

    @Test
    void printsWhatItCanReadBack() throws Exception {
        SplittableRandom random = new SplittableRandom(5952);
        for (int i = 0; i < 2_000; i++) {
            long mask = random.nextLong() & random.nextLong() & random.nextLong();
            IpAddress address = new IpAddress(6, random.nextLong() & mask, 1 | random.nextLong() & mask << 20);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            assertThat(IpAddress.of(InetAddress.getByAddress(address.bytes()))).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.net", "10.0.0", "10.0.0.1.2", "abc", ":::1", "1.2.3.4:80"})
    void refusesWhatIsNoLiteral(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an IP address");
    }

    @Test
    void bracketsAnIpv6AddressBeforeItsPort() {
        assertThat(new EndpointAddress(IpAddress.parse("::1"), 22)).hasToString("[::1]:22");
        assertThat(new EndpointAddress(IpAddress.parse("127.0.0.1"), 22)).hasToString("127.0.0.1:22");
    }
}
