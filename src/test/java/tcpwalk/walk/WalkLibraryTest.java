package tcpwalk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.explain.Glossary;
import tcpwalk.tcp.TcpState;
import tcpwalk.walk.script.Act;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.Text;

/** The texts of the shipped walks: there in both languages, saying the same. */
class WalkLibraryTest {

    private static final Pattern VALUE = Pattern.compile("\\{[^}]*}");
    private static final Pattern STATES = Pattern.compile(Arrays.stream(TcpState.values()).map(TcpState::toString)
            .sorted((a, b) -> b.length() - a.length())
            .collect(Collectors.joining("|", "(?<![\\w-])(?:", ")(?![\\w-])")));

    static List<String> names() {
        return WalkLibrary.names();
    }

    private static List<Text> texts(Script script) {
        List<Text> texts = new ArrayList<>(List.of(script.title(), script.purpose()));
        texts.addAll(script.lessons());
        notes(script).forEach(texts::add);
        return texts;
    }

    private static Stream<Text> notes(Script script) {
        return script.acts().stream().flatMap(act -> {
            if (act instanceof Act.Send send) {
                return Stream.of(send.mark());
            }
            return act instanceof Act.Expect expect ? expect.all().stream()
                    .flatMap(each -> each.alternatives().stream()).map(each -> each.mark()) : Stream.empty();
        }).map(mark -> mark.note()).filter(Objects::nonNull);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTextIsThereInBothLanguagesWithTheSameValuesAndStates(String name) {
        assertThat(texts(WalkLibrary.load(name))).allSatisfy(text -> {
            assertThat(text.chinese()).as(text.english()).isNotNull().containsPattern("\\p{IsHan}")
                    .doesNotContain(", ").as("a blank between the scripts")
                    .doesNotContainPattern("[A-Za-z0-9}]\\p{IsHan}|\\p{IsHan}[A-Za-z0-9{]");
            assertThat(all(VALUE, text.chinese())).as(text.english()).isEqualTo(all(VALUE, text.english()));
            assertThat(all(STATES, text.chinese())).as(text.english()).isEqualTo(all(STATES, text.english()));
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWalkHasAPurposeLessonsAndStates(String name) {
        Script script = WalkLibrary.load(name);
        assertThat(script.purpose().english()).endsWith(".");
        assertThat(script.lessons()).isNotEmpty().allSatisfy(lesson -> assertThat(lesson.english()).endsWith("."));
        assertThat(WalkLibrary.source(name)).containsPattern("(?m)^= ").startsWith("# RFC ");
        assertThat(script.source()).as("short enough to read").hasSizeLessThan(85)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTermsToLookUpAreInTheGlossary(String name) {
        Glossary glossary = Glossary.in(Locale.ENGLISH);
        assertThat(texts(WalkLibrary.load(name))).filteredOn(text -> text.term() != null)
                .allSatisfy(text -> assertThat(glossary.term(text.term())).as(text.term()).isNotNull());
    }

    /** What explain says to try can be tried. */
    @Test
    void everyWalkThatTheGlossaryNamesIsThere() throws Exception {
        Set<String> named = new TreeSet<>();
        for (String file : List.of("terms.txt", "Glossary.properties", "Glossary_zh.properties")) {
            Pattern.compile("tcpwalk walk ([a-z][a-z-]*[a-z])")
                    .matcher(Files.readString(Path.of("src/main/resources/tcpwalk/explain", file)))
                    .results().forEach(walk -> named.add(walk.group(1)));
        }
        assertThat(named).contains("half-open", "syn-flood").isSubsetOf(
                Stream.concat(WalkLibrary.names().stream(), Stream.of("syn-flood")).collect(Collectors.toSet()));
    }

    @Test
    void everyScriptAmongTheResourcesIsListed() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/tcpwalk/walk"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".walk"))
                    .map(file -> file.substring(0, file.length() - ".walk".length())))
                    .containsExactlyInAnyOrderElementsOf(WalkLibrary.names());
        }
    }
}
