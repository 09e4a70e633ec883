package tcpwalk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.TcpState;

class AnnotationsBundleTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Properties ENGLISH = load("Annotations.properties");
    private static final Properties CHINESE = load("Annotations_zh.properties");

    @Test
    void everyLessonHasASentenceAndEverySentenceALesson() {
        Set<String> lessons = Arrays.stream(Lesson.values()).map(Lesson::key).collect(Collectors.toSet());
        Set<String> sentences = ENGLISH.stringPropertyNames().stream().filter(key -> key.indexOf('.') < 0)
                .collect(Collectors.toSet());
        assertThat(sentences).isEqualTo(lessons);
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        // English stories have a grammar of their own, in timeline.Story.
        assertThat(CHINESE.stringPropertyNames()).filteredOn(key -> !key.startsWith("story."))
                .hasSameElementsAs(ENGLISH.stringPropertyNames());
    }

    @Test
    void bothLanguagesUseTheSameParameters() {
        for (String key : ENGLISH.stringPropertyNames()) {
            assertThat(all(PARAMETER, CHINESE.getProperty(key))).as(key)
                    .isEqualTo(all(PARAMETER, ENGLISH.getProperty(key)));
        }
    }

    @Test
    void bothLanguagesNameTheSameStatesInEnglish() {
        Pattern states = Pattern.compile(Arrays.stream(TcpState.values()).map(TcpState::toString)
                .collect(Collectors.joining("|", "\\b(", ")\\b")));
        for (String key : ENGLISH.stringPropertyNames()) {
            assertThat(all(states, CHINESE.getProperty(key))).as(key)
                    .isEqualTo(all(states, ENGLISH.getProperty(key)));
        }
    }

    @Test
    void theChineseSentencesAreChinese() {
        assertThat(CHINESE.stringPropertyNames()).filteredOn(key -> !key.equals("page.finding")).allSatisfy(key ->
                assertThat(CHINESE.getProperty(key)).containsPattern("\\p{IsHan}").doesNotContain(", ", "  "));
    }

    @Test
    void everySentenceEndsAsOne() {
        assertThat(ENGLISH.stringPropertyNames()).filteredOn(key -> key.indexOf('.') < 0).allSatisfy(key -> {
            assertThat(ENGLISH.getProperty(key)).as(key).endsWith(".").doesNotContain("  ");
            assertThat(CHINESE.getProperty(key)).as(key).endsWith("。");
        });
    }

    @Test
    void sectionsAreCitedInOneForm() {
        assertThat(Lesson.values()).allSatisfy(lesson ->
                assertThat(lesson.section()).matches("RFC \\d{4} §\\d+(\\.\\d+)*"));
    }

    /** What a sentence looks like once its parameters are filled in. */
    static String pattern(String key) {
        return Arrays.stream(ENGLISH.getProperty(key).split("\\{\\w+}", -1)).map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (var in = AnnotationsBundleTest.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
