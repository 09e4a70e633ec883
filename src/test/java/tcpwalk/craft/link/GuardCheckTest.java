package tcpwalk.craft.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;

@RootOnly
class GuardCheckTest {

    private TestNetwork network;

    @BeforeEach
    void build() {
        network = TestNetwork.veth();
    }

    @AfterEach
    void remove() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void theGuardWorksHere(int version) throws Exception {
        assertThat(network.client().call(() -> GuardCheck.run(version))).isEqualTo(GuardCheck.Verdict.WORKS);
    }

    @Test
    void aLoopbackThatIsDownIsNamed() throws Exception {
        network.client().ip("link set lo down");

        assertThatThrownBy(() -> network.client().call(() -> GuardCheck.run(4))).isInstanceOf(LinkException.class);
    }

    @Test
    void aUserWithoutPrivilegeIsTold() {
        assertThatThrownBy(() -> network.client().callUnprivileged(() -> GuardCheck.run(4)))
                .extracting("fault").isEqualTo(LinkFault.NO_PERMISSION);
    }

    @Test
    void theOffloadsOfAnInterfaceAreRead() throws Exception {
        Offloads veth = network.client().call(() -> Offloads.of(TestNetwork.LINK));
        assertThat(veth.transmitChecksum()).isTrue();
        assertThat(veth.tcpSegmentation()).isTrue();
        assertThat(veth.largeReceive()).isFalse();
        assertThat(veth.showsGiantSegments()).isTrue();

        assertThatThrownBy(() -> Offloads.of("nowhere")).hasMessage("interface nowhere does not exist")
                .extracting("fault").isEqualTo(LinkFault.INTERFACE_UNKNOWN);
    }
}
