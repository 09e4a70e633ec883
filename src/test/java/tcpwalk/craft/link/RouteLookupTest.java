package tcpwalk.craft.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.IpAddress;

@RootOnly
class RouteLookupTest {

    private static TestNetwork network;

    @BeforeAll
    static void build() {
        network = TestNetwork.veth();
        network.client().ip("route add 10.98.0.0/16 via 10.99.0.2 mtu 1300", "route add 2001:db8::/64 via fd99::2",
                "route add 10.97.0.0/16 via inet6 fd99::2",
                "route add prohibit 192.0.2.8", "route add blackhole 192.0.2.9",
                "route add unreachable 192.0.2.10", "link add name idle type veth peer name other",
                "addr add 10.55.0.1/24 dev idle");
    }

    @AfterAll
    static void remove() {
        network.close();
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    private static Route find(RouteLookup lookup) throws Exception {
        return network.client().call(lookup::find);
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.2, 10.99.0.1, 10.99.0.2, 1500", "fd99::2, fd99::1, fd99::2, 1500",
            "10.98.7.7, 10.99.0.1, 10.99.0.2, 1300", "2001:db8::7, fd99::1, fd99::2, 1500",
            "10.97.1.1, 10.99.0.1, fd99::2, 1500"})
    void theRouteNamesSourceNextHopAndMtu(String destination, String source, String nextHop, int mtu) throws Exception {
        Route route = find(RouteLookup.to(ip(destination)));

        assertThat(route.source()).hasToString(source);
        assertThat(route.nextHop()).hasToString(nextHop);
        assertThat(route.mtu()).isEqualTo(mtu);
        assertThat(route.link().name()).isEqualTo("veth0");
        assertThat(route.link().isEthernet()).isTrue();
        assertThat(route.local()).isFalse();
        assertThat(route.viaGateway()).isEqualTo(!destination.equals(nextHop));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "10.99.0.1, 10.99.0.1", "fd99::1, fd99::1"})
    void whatIsThisMachinesGoesOverLoopback(String destination, String source) throws Exception {
        Route route = find(RouteLookup.to(ip(destination)));

        assertThat(route.link().name()).isEqualTo("lo");
        assertThat(route.link().isLoopback()).isTrue();
        assertThat(route.local()).isTrue();
        assertThat(route.source()).hasToString(source);
    }

    @Test
    void aLinkLocalDestinationNeedsALink() throws Exception {
        assertRefused(RouteLookup.to(ip("fe80::2")), LinkFault.NO_ROUTE)
                .hasMessage("fe80::2 exists on every link: say which, with --iface or fe80::2%NAME");

        Route route = find(RouteLookup.to(ip("fe80::2")).over("veth0"));
        assertThat(route.source().toString()).startsWith("fe80::");
    }

    @Test
    void anInterfaceAndASourceThatFitAreAccepted() throws Exception {
        Route route = find(RouteLookup.to(ip("10.99.0.2")).from(ip("10.99.0.1")).over("veth0"));

        assertThat(route.source()).hasToString("10.99.0.1");
        assertThat(route.nextHop()).hasToString("10.99.0.2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "8.8.8.8     | NO_ROUTE   | there is no route from this machine to 8.8.8.8",
            "2002::1     | NO_ROUTE   | there is no route from this machine to 2002::1",
            "192.0.2.10  | NO_ROUTE   | there is no route from this machine to 192.0.2.10",
            "192.0.2.8   | PROHIBITED | a rule prohibits the route from this machine to 192.0.2.8",
            "192.0.2.9   | PROHIBITED | a rule discards what goes from this machine to 192.0.2.9"})
    void noWayIsNamed(String destination, LinkFault fault, String message) {
        assertRefused(RouteLookup.to(ip(destination)), fault).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "10.99.0.2 | nowhere | INTERFACE_UNKNOWN | interface nowhere does not exist",
            "10.99.0.2 | idle    | INTERFACE_DOWN    | interface idle is down",
            "10.99.0.1 | veth0 | OTHER_INTERFACE | 10.99.0.1 is reached over lo, not veth0: OWN",
            "fd99::1 | veth0 | OTHER_INTERFACE | fd99::1 is reached over lo, not veth0: OWN"})
    void anInterfaceThatDoesNotFitIsNamed(String destination, String name, LinkFault fault, String message) {
        assertRefused(RouteLookup.to(ip(destination)).over(name), fault)
                .hasMessage(message.replace("OWN", "it is this machine's own address"));
    }

    @Test
    void aSourceThatIsNotThisMachinesIsNamed() {
        assertRefused(RouteLookup.to(ip("10.99.0.2")).from(ip("10.1.2.3")), LinkFault.ADDRESS_NOT_LOCAL)
                .hasMessage("10.1.2.3 is not an address of this machine");
        assertRefused(RouteLookup.to(ip("10.99.0.2")).from(ip("fd99::1")), LinkFault.NO_ROUTE)
                .hasMessage("fd99::1 and 10.99.0.2 are of different IP versions");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(RouteLookup lookup, LinkFault fault) {
        return assertThatThrownBy(() -> find(lookup)).isInstanceOfSatisfying(LinkException.class, refusal -> {
            assertThat(refusal.fault()).isEqualTo(fault);
            assertThat(refusal.fix()).isNotEmpty();
        });
    }
}
