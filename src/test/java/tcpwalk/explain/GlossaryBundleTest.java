package tcpwalk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlossaryBundleTest {

    private static final Properties ENGLISH = load("Glossary.properties");
    private static final Properties CHINESE = load("Glossary_zh.properties");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(CHINESE.stringPropertyNames()).isEqualTo(ENGLISH.stringPropertyNames());
    }

    @Test
    void everyTermAndGroupHasALineAndATextAndNothingElseHas() {
        Set<String> keys = new HashSet<>();
        for (TermGroup group : Glossary.in(Locale.ENGLISH).groups()) {
            keys.add("group." + group.name());
            keys.add("group." + group.name() + ".text");
            group.terms().forEach(term -> {
                keys.add(term.name().toLowerCase(Locale.ROOT));
                keys.add(term.name().toLowerCase(Locale.ROOT) + ".text");
            });
        }
        assertThat(ENGLISH.stringPropertyNames()).filteredOn(key -> !key.startsWith("label.")).hasSameElementsAs(keys);
    }

    @Test
    void nothingIsEmptyOrHasASpaceTooMany() {
        for (String key : ENGLISH.stringPropertyNames()) {
            assertThat(ENGLISH.getProperty(key)).as(key).isNotBlank().doesNotContain("  ").isEqualTo(
                    ENGLISH.getProperty(key).strip());
            assertThat(CHINESE.getProperty(key)).as(key).isNotBlank().doesNotContain("  ").isEqualTo(
                    CHINESE.getProperty(key).strip());
        }
    }

    @Test
    void chineseHasASpaceBetweenItsCharactersAndLatinLettersAndNoneBesideItsMarks() {
        for (String key : CHINESE.stringPropertyNames()) {
            assertThat(CHINESE.getProperty(key)).as(key).doesNotContainPattern("\\p{IsHan}[A-Za-z0-9]")
                    .doesNotContainPattern("[A-Za-z0-9]\\p{IsHan}").doesNotContainPattern("[，。；：、？！“”（）] ")
                    .doesNotContainPattern(" [，。；：、？！”（）]");
        }
    }

    private static Properties load(String name) {
        Properties properties = new Properties();
        try (var in = GlossaryBundleTest.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
