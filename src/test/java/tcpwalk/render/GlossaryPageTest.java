package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.Golden;
import tcpwalk.explain.Glossary;
import tcpwalk.explain.Term;
import tcpwalk.explain.TermGroup;

class GlossaryPageTest {

    private static final Glossary ENGLISH = Glossary.in(Locale.ENGLISH);
    private static final Glossary CHINESE = Glossary.in(Locale.CHINESE);

    private interface Print {
        void on(GlossaryPage page) throws IOException;
    }

    private static String print(Glossary glossary, TextStyle style, UnaryOperator<String> here, Print print) {
        var out = new StringBuilder();
        try {
            print.on(new GlossaryPage(out, style, glossary, here));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String print(Glossary glossary, int width, Print print) {
        return print(glossary, TextStyle.plain(width), any -> null, print);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void theIndexFillsTheWidth(int width) {
        Golden.assertMatches("explain/index." + width + ".txt", print(ENGLISH, width, GlossaryPage::index));
    }

    @Test
    void theChineseIndexHasTheSameNames() {
        Golden.assertMatches("explain/index.zh.80.txt", print(CHINESE, 80, GlossaryPage::index));
    }

    @ParameterizedTest
    @CsvSource({"states, en", "states, zh", "flags, en", "header, zh", "options, en"})
    void aGroupIsDrawnAndListed(String name, String language) {
        Glossary glossary = language.equals("zh") ? CHINESE : ENGLISH;
        Golden.assertMatches("explain/" + name + "." + language + ".80.txt",
                print(glossary, 80, page -> page.group(glossary.group(name))));
    }

    @ParameterizedTest
    @CsvSource({"TIME-WAIT, en, 80", "TIME-WAIT, en, 120", "why-three, zh, 80", "keep-alive, zh, 80", "RST, en, 100"})
    void aTermIsExplained(String name, String language, int width) {
        Glossary glossary = language.equals("zh") ? CHINESE : ENGLISH;
        Golden.assertMatches("explain/" + name.toLowerCase(Locale.ROOT) + "." + language + "." + width + ".txt",
                print(glossary, width, page -> page.term(glossary.term(name))));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 100, 200})
    void nothingIsWiderThanTheTerminal(int width) {
        for (Glossary glossary : List.of(ENGLISH, CHINESE)) {
            assertFits(width, print(glossary, width, GlossaryPage::index));
            for (TermGroup group : glossary.groups()) {
                assertFits(Math.max(width, 80), print(glossary, width, page -> page.group(group)));
                for (Term term : group.terms()) {
                    assertFits(width, print(glossary, width, page -> page.term(term)));
                    assertFits(width, print(glossary, width, page -> page.brief(term)));
                }
            }
        }
    }

    private static void assertFits(int width, String page) {
        assertThat(page.lines()).allSatisfy(line -> {
            assertThat(TextFlow.width(line)).as(line).isLessThanOrEqualTo(width);
            assertThat(line).isEqualTo(line.stripTrailing());
        });
    }

    @Test
    void aLineNeverBeginsWithAClosingMark() {
        for (TermGroup group : CHINESE.groups()) {
            for (Term term : group.terms()) {
                assertThat(print(CHINESE, 80, page -> page.term(term)).lines())
                        .noneMatch(line -> line.matches("[，。；：、）”！？].*"));
            }
        }
    }

    @Test
    void aSettingThatDiffersHereSaysSo() {
        var here = Map.of("net.ipv4.tcp_synack_retries", "2", "net.ipv4.tcp_max_syn_backlog", "512");
        assertThat(print(ENGLISH, TextStyle.plain(80), here::get, page -> page.term(ENGLISH.term("SYN-RECEIVED"))))
                .contains("net.ipv4.tcp_synack_retries = 5 (here 2)\n", "net.ipv4.tcp_max_syn_backlog (here 512)\n");
    }

    @Test
    void aSettingThatAgreesIsNotRepeated() {
        assertThat(print(ENGLISH, TextStyle.plain(80), any -> "5", page -> page.term(ENGLISH.term("SYN-ACK-retries"))))
                .contains("net.ipv4.tcp_synack_retries = 5\n");
    }

    @Test
    void chineseNamesAreShownInChineseOnly() {
        Print backlog = page -> page.term(ENGLISH.term("backlog"));
        assertThat(print(ENGLISH, 80, backlog)).doesNotContainPattern("\\p{IsHan}");
        assertThat(print(CHINESE, 80, page -> page.term(CHINESE.term("backlog")))).contains("全连接队列");
    }

    @Test
    void noEnglishPageHasAChineseCharacter() {
        for (TermGroup group : ENGLISH.groups()) {
            assertThat(print(ENGLISH, 80, page -> page.group(group))).doesNotContainPattern("\\p{IsHan}");
            for (Term term : group.terms()) {
                assertThat(print(ENGLISH, 80, page -> page.term(term))).doesNotContainPattern("\\p{IsHan}");
            }
        }
    }

    @Test
    void onATerminalTheTitleIsBold() {
        assertThat(print(ENGLISH, TextStyle.plain(80).withColour(), any -> null,
                page -> page.term(ENGLISH.term("RST")))).startsWith("\033[1mRST: ");
    }
}
