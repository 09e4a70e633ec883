package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is easily misread is read right: nothing stands out that should not, and everything that should. */
class HardCasesTest {

    static Stream<HardCase> cases() {
        return Stream.of(HardOpenings.all(), HardData.all(), HardClosings.all(), HardCaptures.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsJustWhatIsThere(HardCase each) {
        assertThat(each.talk().kinds()).containsExactlyInAnyOrderElementsOf(each.kinds());
    }
}
