package tcpwalk.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterfacesTest {

    @TempDir
    private Path root;

    private void add(String name, String... attributes) throws Exception {
        Path directory = Files.createDirectory(root.resolve(name));
        for (String attribute : attributes) {
            String[] pair = attribute.split("=");
            Files.writeString(directory.resolve(pair[0]), pair[1] + "\n");
        }
    }

    private List<LocalInterface> read(String library, String privilege) throws Exception {
        return new Interfaces(root, library, privilege).read();
    }

    @Test
    void eachInterfaceSaysWhatItIsGoodFor() throws Exception {
        add("test-tun", "ifindex=9", "flags=0x1001", "type=65534", "mtu=1400", "carrier=1");
        add("test-eth", "ifindex=3", "flags=0x1003", "type=1", "mtu=1500", "carrier=1", "address=02:fc:00:00:00:01");
        add("test-idle", "ifindex=5", "flags=0x1002", "type=1", "mtu=1500", "address=00:00:00:00:00:00");
        Files.writeString(root.resolve("bonding_masters"), "");

        assertThat(read("", "")).containsExactly(
                new LocalInterface(3, "test-eth", true, true, false, "Ethernet", 1500, "02:fc:00:00:00:01", List.of(),
                        "", "", true),
                new LocalInterface(5, "test-idle", false, false, false, "Ethernet", 1500, "", List.of(), "down", "down",
                        true),
                new LocalInterface(9, "test-tun", true, true, false, "raw IP", 1400, "", List.of(), "", "", false));
    }

    @Test
    void theFirstObstacleIsNamed() throws Exception {
        add("test-eth", "ifindex=3", "flags=0x1003", "type=1", "mtu=1500");

        assertThat(read("libpcap is not installed", "no permission").get(0))
                .returns("libpcap is not installed", LocalInterface::captureObstacle)
                .returns("no permission", LocalInterface::injectionObstacle)
                .returns(false, LocalInterface::canCapture).returns(false, LocalInterface::canInject);
    }

    @Test
    void thisMachineHasLoopback() throws Exception {
        assertThat(Interfaces.list()).anySatisfy(loopback -> {
            assertThat(loopback.name()).isEqualTo("lo");
            assertThat(loopback.loopback()).isTrue();
            assertThat(loopback.injectsFrames()).isFalse();
            assertThat(loopback.addresses()).extracting("loopback").containsOnly(true);
            assertThat(loopback.addresses()).isNotEmpty();
        });
    }

    @Test
    void aMissingLibraryIsNamedWithItsPackage() {
        assertThatThrownBy(() -> Libpcap.find(List.of("libthere-is-none.so.7")))
                .isInstanceOfSatisfying(CaptureException.class, missing -> {
                    assertThat(missing.fault()).isEqualTo(CaptureFault.LIBRARY_MISSING);
                    assertThat(missing.fix()).isEqualTo("apt install libpcap0.8");
                });
    }

    @Test
    void theLibraryOfThisMachineTellsItsVersion() throws Exception {
        assertThat(Libpcap.version()).startsWith("libpcap version 1.");
    }

    @Test
    void privilegesAreReadFromTheKernelsWords() {
        Privileges raw = Privileges.read(Stream.of("CapInh:\t0000000000000000", "CapEff:\t0000000000002000"));
        assertThat(raw.mayCapture()).isTrue();
        assertThat(raw.mayBindLowPorts()).isFalse();
        assertThat(Privileges.read(Stream.of("CapEff:\t0000000000000400")).mayBindLowPorts()).isTrue();
        assertThat(Privileges.read(Stream.of("Name:\tjava")).mayCapture()).isFalse();
    }
}
