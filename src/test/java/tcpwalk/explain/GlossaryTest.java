package tcpwalk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.TcpFlags;

class GlossaryTest {

    private static final Glossary ENGLISH = Glossary.in(Locale.ENGLISH);
    private static final Glossary CHINESE = Glossary.in(Locale.CHINESE);

    /** Every walk that there is to be. */
    private static final Set<String> WALKS = Set.of("handshake", "teardown", "half-close", "simultaneous-close",
            "simultaneous-open", "half-open", "old-duplicate", "lost-last-ack", "keep-alive", "dead-peer", "reset",
            "refused", "data-after-close", "out-of-window", "zero-window", "byte-numbers", "syn-flood");

    private static Stream<Term> terms(Glossary glossary) {
        return glossary.groups().stream().flatMap(group -> group.terms().stream()).distinct();
    }

    private static void assertCovered(Stream<String> names) {
        assertThat(names).allSatisfy(name -> assertThat(ENGLISH.term(name)).as(name).isNotNull());
    }

    @Test
    void everyStateIsCovered() {
        assertCovered(Arrays.stream(TcpState.values()).map(TcpState::toString));
        assertThat(ENGLISH.group("states").terms()).extracting(Term::name)
                .containsExactlyElementsOf(Arrays.stream(TcpState.values()).map(TcpState::toString).toList());
    }

    @Test
    void everyFlagIsCovered() {
        assertThat(ENGLISH.group("flags").terms()).extracting(Term::name)
                .containsExactlyInAnyOrderElementsOf(TcpFlags.names(0x1ff));
    }

    @Test
    void everyFindingIsCoveredAndListed() {
        assertThat(ENGLISH.group("findings").terms().stream().map(Term::name).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(FindingKind.values()).map(FindingKind::toString).collect(Collectors.toSet()));
    }

    @Test
    void everyCauseOfAResetIsCovered() {
        assertThat(ENGLISH.group("resets").terms()).extracting(term -> Spelling.plain(term.name()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ResetCause.values())
                        .filter(cause -> cause != ResetCause.UNKNOWN).map(cause -> Spelling.plain(cause.name()))
                        .toList());
    }

    @Test
    void everyOptionThatIsReadIsCovered() throws ClassNotFoundException {
        assertCovered(Arrays.stream(Class.forName("tcpwalk.wire.OptionKind").getDeclaredFields()).map(Field::getName));
    }

    @Test
    void everyOutcomeAndEveryKindOfEvidenceIsCovered() {
        assertCovered(Arrays.stream(Outcome.values()).map(Outcome::toString));
        assertCovered(Arrays.stream(Evidence.values()).filter(each -> each != Evidence.TIMER).map(Evidence::toString));
    }

    @Test
    void everyTermThatAnAnnotationNamesCanBeLookedUp() {
        assertThat(Lesson.values()).extracting(Lesson::term)
                .allMatch(name -> ENGLISH.term(name) != null || ENGLISH.group(name) != null);
    }

    @Test
    void everyWalkIsNamedBySomeTerm() {
        assertThat(walksNamed()).containsExactlyInAnyOrderElementsOf(WALKS);
    }

    private static Set<String> walksNamed() {
        return terms(ENGLISH).flatMap(term -> term.facts().commands().stream())
                .filter(command -> command.startsWith("tcpwalk walk ")).map(command -> command.split(" ")[2])
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"why-three", "why-four", "why-time-wait", "dead-client", "syn-flood", "byte-numbers",
        "half-open", "half-closed", "ISN", "MSS", "window", "back-off", "SYN cookies", "challenge ACK", "RTO",
        "persist", "keep-alive", "2 MSL", "PAWS", "orphan", "backlog", "port guard", "presumed", "taken back",
        "4-tuple", "delayed ACK", "seq", "ack", "checksum", "urgent pointer", "data offset", "source port", "reserved",
        "MPTCP", "AO", "MD5", "user timeout", "timestamps", "d-sack", "simultaneous close"})
    void whatUsersAskForIsThere(String name) {
        assertThat(ENGLISH.term(name)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"time_wait, TIME-WAIT", "Time Wait, TIME-WAIT", "TIMEWAIT, TIME-WAIT", "SYN_RECV, SYN-RECEIVED",
        "syn-rcvd, SYN-RECEIVED", "FINWAIT-2, FIN-WAIT-2", "estab, ESTABLISHED", "keepalive, keep-alive",
        "tcp.analysis.retransmission, retransmission", "RSTO, zeek-state", "NS, AE", "三次握手, three-way-handshake",
        "半连接队列, backlog", "ECONNREFUSED, refused", "SYN+ACK, SYN", "dupack, duplicate-ack"})
    void otherNamesAndSpellingsAreFound(String typed, String name) {
        assertThat(ENGLISH.term(typed).name()).isEqualTo(name);
        assertThat(CHINESE.term(typed).name()).isEqualTo(name);
    }

    @Test
    void noNameMeansTwoTerms() {
        Map<String, String> owners = new HashMap<>();
        terms(ENGLISH).forEach(term -> names(term).forEach(name ->
                assertThat(owners.merge(Spelling.plain(name), term.name(), (one, other) -> one)).as(name)
                        .isEqualTo(term.name())));
    }

    private static Stream<String> names(Term term) {
        return Stream.of(List.of(term.name()), term.facts().names(), term.facts().chinese()).flatMap(List::stream);
    }

    @Test
    void noTermHidesAGroup() {
        assertThat(ENGLISH.groups()).allSatisfy(group -> assertThat(ENGLISH.term(group.name())).isNull());
    }

    @Test
    void everySeeAlsoExistsAndIsAnotherTerm() {
        assertThat(terms(ENGLISH)).allSatisfy(term -> {
            assertThat(term.facts().see()).as(term.name()).isNotEmpty().doesNotHaveDuplicates()
                    .doesNotContain(term.name());
            for (String name : term.facts().see()) {
                Term other = ENGLISH.term(name);
                assertThat(other != null ? other.name() : ENGLISH.group(name) == null ? null
                        : ENGLISH.group(name).name()).as(term.name()).isEqualTo(name);
            }
        });
    }

    @Test
    void everySectionIsCitedInOneForm() {
        assertThat(terms(ENGLISH)).allSatisfy(term -> assertThat(term.facts().sections()).as(term.name()).isNotEmpty()
                .allMatch(section -> section.matches("RFC \\d{3,4} §\\d+(\\.\\d+)*")));
    }

    @Test
    void everyFurtherGroupExists() {
        assertThat(terms(ENGLISH).flatMap(term -> term.facts().also().stream()))
                .allSatisfy(name -> assertThat(ENGLISH.group(name)).as(name).isNotNull());
    }

    @Test
    void everyCaptureThatACommandNamesExists() {
        var capture = Pattern.compile("captures/\\S+");
        assertThat(terms(ENGLISH).flatMap(term -> term.facts().commands().stream()).map(capture::matcher)
                .filter(Matcher::find).map(Matcher::group)).isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @Test
    void everyTextEndsAsASentence() {
        assertThat(terms(ENGLISH)).allSatisfy(term -> assertThat(term.text()).as(term.name()).endsWith(".")
                .doesNotContain("  ").doesNotContain("—"));
    }

    @Test
    void aGistIsALineWithoutAFullStop() {
        assertThat(terms(ENGLISH)).allSatisfy(term -> assertThat(term.gist()).as(term.name())
                .hasSizeLessThanOrEqualTo(62).doesNotEndWith("."));
    }

    @Test
    void theChineseIsChineseAndNamesTheSameStates() {
        var states = Pattern.compile(Arrays.stream(TcpState.values()).filter(state -> state != TcpState.UNKNOWN)
                .map(TcpState::toString).collect(Collectors.joining("|", "\\b(", ")\\b")));
        assertThat(terms(CHINESE)).allSatisfy(term -> {
            assertThat(term.gist()).containsPattern("\\p{IsHan}").doesNotContain(", ");
            assertThat(term.text()).containsPattern("\\p{IsHan}").endsWith("。").doesNotContain("  ");
            assertThat(all(states, term.text())).as(term.name())
                    .isEqualTo(all(states, ENGLISH.term(term.name()).text()));
        });
    }

    @Test
    void bothLanguagesGiveTheSameNumbersAndSettings() {
        var setting = Pattern.compile("\\b(tcp_\\w+|somaxconn|RFC \\d+|[A-Z]{2,}_[A-Z_]+)");
        assertThat(terms(CHINESE)).allSatisfy(term -> assertThat(all(setting, term.text())).as(term.name())
                .isEqualTo(all(setting, ENGLISH.term(term.name()).text())));
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"tiem-wait, TIME-WAIT", "why-tree, why-three", "retransmision, retransmission", "sak, SACK",
        "handshke, three-way-handshake", "stats, states"})
    void aMisspeltTermSuggestsTheNearest(String typed, String name) {
        assertThat(ENGLISH.term(typed)).isNull();
        assertThat(ENGLISH.nearest(typed)).contains(name);
    }

    @Test
    void whatIsNearNothingSuggestsNothing() {
        assertThat(ENGLISH.nearest("quux-frobnicate")).isEmpty();
        assertThat(ENGLISH.nearest("")).isEmpty();
    }

    @Test
    void aPartOfANameSuggestsIt() {
        assertThat(ENGLISH.nearest("spurious")).containsExactly("spurious-retransmission");
    }

    @Test
    void theDrawingHasEveryStateAndEveryArrowOfTheFigure() {
        List<String> drawing = ENGLISH.group("states").drawing();
        assertThat(drawing).allMatch(line -> line.length() <= 80);
        String all = String.join("\n", drawing);
        assertThat(all).contains(Arrays.stream(TcpState.values()).filter(state -> state != TcpState.UNKNOWN)
                .map(TcpState::toString).toList());
        // Figure 5 has twenty arrows; CLOSED stands in it twice.
        assertThat(all.chars().filter(c -> "▶◀▲▼".indexOf(c) >= 0)).hasSize(20);
        var labels = new ArrayList<String>();
        var label = Pattern.compile("(?<=  |│ )([A-Za-z2][A-Za-z2,]*( [A-Za-z/()0-9,-]+)*)(?=  | │|\n| [│┌└├┐┘┤])");
        Matcher matcher = label.matcher(all);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        assertThat(labels).contains("passive open", "close", "active open / SYN", "RST (1)", "send / SYN",
                "FIN / ACK (2)", "2 MSL pass");
        assertThat(labels.stream().filter("close"::equals)).hasSize(2);
        assertThat(labels.stream().filter("close / FIN"::equals)).hasSize(3);
        assertThat(labels.stream().filter("SYN / SYN,ACK"::equals)).hasSize(2);
        assertThat(labels.stream().filter("ACK of FIN / -"::equals)).hasSize(3);
        assertThat(labels.stream().filter("FIN / ACK"::equals)).hasSize(2);
        assertThat(labels).contains("ACK of SYN / -", "SYN,ACK / ACK");
    }

    @Test
    void theHeaderIsThirtyTwoBitsWide() {
        assertThat(ENGLISH.group("header").drawing()).isEqualTo(ENGLISH.group("flags").drawing())
                .filteredOn(line -> line.startsWith(" │") || line.startsWith(" ├"))
                .allMatch(line -> line.substring(1, 66).matches("[│├].{63}[│┤]"));
    }
}
