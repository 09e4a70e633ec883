package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of finding, by what shows it and what nearly does. */
class FindingTableTest {

    static Stream<FindingCase> cases() {
        return Stream.of(OpeningCases.all(), DataCases.all(), ClosingCases.all(), CaptureCases.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFoundWhereItShows(FindingCase each) {
        Finding finding = each.shows().finding(each.kind());
        assertThat(finding).as(each.what()).isNotNull();
        assertThat(finding.count()).isPositive();
        assertThat(finding.frames()).isNotEmpty().hasSizeLessThanOrEqualTo(Finding.MAX_FRAMES);
        assertThat(finding.text()).isNotBlank().doesNotContain("null", "  ", "\n");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNotFoundWhereItNearlyShows(FindingCase each) {
        assertThat(each.nearMiss().finding(each.kind())).as(each.butNot()).isNull();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countersAreSumsOfWhatTheRetransmissionFindingsList(FindingCase each) {
        for (Dialogue talk : List.of(each.shows(), each.nearMiss())) {
            for (Connection connection : talk.connections()) {
                int listed = connection.findings().stream().filter(finding -> finding.kind().isRetransmission())
                        .mapToInt(Finding::count).sum();
                assertThat(connection.client().retransmitted() + connection.server().retransmitted()).isEqualTo(listed);
            }
        }
    }

    @Test
    void everyKindHasACase() {
        Set<FindingKind> kinds = cases().map(FindingCase::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingKind.class)));
        assertThat(kinds).containsExactlyInAnyOrder(FindingKind.values());
    }

    /** A step's findings are those that its frame shows. */
    @ParameterizedTest
    @MethodSource("cases")
    void stepsNameOnlyTheirOwnFrame(FindingCase each) {
        for (Connection connection : each.shows().connections()) {
            for (Step step : connection.journal().steps()) {
                assertThat(step.findings()).allSatisfy(finding -> {
                    assertThat(finding.frames()).containsExactly(step.frame());
                    assertThat(connection.count(finding.kind())).isPositive();
                });
            }
        }
    }
}
