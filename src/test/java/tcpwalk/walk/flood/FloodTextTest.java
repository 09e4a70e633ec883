package tcpwalk.walk.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FloodTextTest {

    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");

    private static Properties load(String file) throws Exception {
        Properties properties = new Properties();
        try (var in = FloodTextTest.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(each -> each.group()).collect(Collectors.toSet());
    }

    @Test
    void bothLanguagesSayTheSame() throws Exception {
        Properties english = load("Flood.properties");
        Properties chinese = load("Flood_zh.properties");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(values(chinese.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
            assertThat(chinese.getProperty(key)).as(key).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void valuesTakeTheirPlaces() {
        assertThat(new FloodText(Locale.CHINESE).say("forgotten", "time", "3 s")).startsWith("洪水过后 3 s，");
        assertThat(new FloodText(Locale.FRENCH).say("served.after", "time", "1 ms")).contains("connected after 1 ms");
    }
}
