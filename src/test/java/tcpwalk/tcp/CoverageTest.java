package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.tcp.ResetCases.ResetCase;

/** Every rule, every kind of finding and every cause of a reset is shown by some dialogue; what is not is listed. */
class CoverageTest {

    private static Stream<Dialogue> dialogues() {
        return Stream.of(FindingTableTest.cases().flatMap(each -> Stream.of(each.shows(), each.nearMiss())),
                HardCasesTest.cases().map(HardCase::talk), RuleWalks.all().stream(),
                ResetCases.all().stream().flatMap(each -> Stream.of(each.shows(), each.nearMiss())))
                .flatMap(each -> each);
    }

    private static Stream<Connection> connections() {
        return dialogues().map(Dialogue::connections).flatMap(List::stream);
    }

    @Test
    void everyRuleIsFired() {
        Set<Rule> never = EnumSet.allOf(Rule.class);
        dialogues().forEach(talk -> never.removeAll(talk.rules()));
        never.removeAll(RuleWalks.silent());
        assertThat(never).as("rules that nothing fires").isEmpty();
    }

    @Test
    void everyKindOfFindingIsFound() {
        Set<FindingKind> never = EnumSet.allOf(FindingKind.class);
        connections().forEach(each -> each.findings().forEach(finding -> never.remove(finding.kind())));
        assertThat(never).as("kinds that nothing shows").isEmpty();
    }

    @Test
    void everyCauseOfAResetIsRecognised() {
        Set<ResetCause> never = EnumSet.allOf(ResetCause.class);
        connections().filter(each -> each.resetCause() != null).forEach(each -> never.remove(each.resetCause()));
        assertThat(never).as("causes that nothing shows").isEmpty();
    }

    static List<ResetCase> resets() {
        return ResetCases.all();
    }

    @ParameterizedTest
    @MethodSource("resets")
    void aCauseIsToldFromWhatLooksMuchTheSame(ResetCase each) {
        assertThat(each.shows().ends().connection().resetCause()).isEqualTo(each.cause());
        assertThat(each.nearMiss().ends().connection().resetCause()).isNotEqualTo(each.cause());
    }

    /** What is uncertain says what else it could be; what is certain does not. */
    @Test
    void everyDoubtNamesTheOtherReading() {
        connections().flatMap(each -> each.findings().stream()).forEach(finding -> {
            if (finding.alternative() != null) {
                assertThat(finding.confidence()).as(finding.text()).isNotEqualTo(Confidence.CERTAIN);
                assertThat(finding.text()).contains("; else " + finding.alternative());
            }
            assertThat(finding.evidence().stream().map(Fact::name)).as(finding.text()).doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z_]+"));
        });
    }
}
