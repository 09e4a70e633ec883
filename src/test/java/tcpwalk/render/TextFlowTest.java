package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFlowTest {

    @Test
    void breaksAtSpaces() {
        assertThat(TextFlow.wrap("one two three", 8)).containsExactly("one two", "three");
    }

    @Test
    void aNumberStaysWithWhatItCounts() {
        assertThat(TextFlow.wrap("again (3 times)", 9)).containsExactly("again", "(3 times)");
    }

    @Test
    void breaksAnywhereBetweenChineseCharacters() {
        assertThat(TextFlow.wrap("报文段确认", 6)).containsExactly("报文段", "确认");
    }

    @Test
    void doesNotBeginALineWithClosingPunctuationNorEndOneWithOpening() {
        assertThat(TextFlow.wrap("报文段，确认", 6)).containsExactly("报文", "段，确", "认");
        assertThat(TextFlow.wrap("报文（确认）", 6)).containsExactly("报文", "（确", "认）");
    }

    @Test
    void doesNotBreakAnEnglishWordBesideAChineseOneInItsMiddle() {
        assertThat(TextFlow.wrap("进入ESTABLISHED状态", 12)).containsExactly("进入", "ESTABLISHED", "状态");
    }

    @Test
    void keepsWhatANoBreakSpaceJoinsAndPrintsAnOrdinaryOne() {
        assertThat(TextFlow.wrap("see RFC\u00a09293\u00a0§3.5", 16)).containsExactly("see", "RFC 9293 §3.5");
        assertThat(TextFlow.wrap("see RFC\u00a09293\u00a0§3.5", 17)).containsExactly("see RFC 9293 §3.5");
    }

    @Test
    void keepsANumberWithItsUnit() {
        assertThat(TextFlow.wrap("reset 345 µs after", 9)).containsExactly("reset", "345 µs", "after");
        assertThat(TextFlow.wrap("in 2 min 5 s (RFC 9293)", 12)).containsExactly("in 2 min 5 s", "(RFC 9293)");
        assertThat(TextFlow.wrap("in 2 segments", 5)).containsExactly("in 2", "segme", "nts");
    }

    @Test
    void cutsAWordThatAloneIsTooLong() {
        assertThat(TextFlow.wrap("a abcdefghij b", 4)).containsExactly("a", "abcd", "efgh", "ij b");
    }

    @Test
    void anEmptyTextIsOneEmptyLine() {
        assertThat(TextFlow.wrap("", 10)).containsExactly("");
    }

    @Test
    void measuresWideNarrowAndCombiningCharacters() {
        assertThat(List.of(TextFlow.width("SYN"), TextFlow.width("确认"), TextFlow.width("e\u0301"),
                TextFlow.width("─▶"))).containsExactly(3, 4, 1, 2);
    }

    @Test
    void cutsWithAnEllipsis() {
        assertThat(TextFlow.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(TextFlow.cut("报文段", 4)).isEqualTo("报…");
        assertThat(TextFlow.cut("abcd", 4)).isEqualTo("abcd");
    }

    @Test
    void cutsTheMiddleOfAnAddress() {
        assertThat(TextFlow.cutMiddle("[2001:db8::1]:47076", 14)).isEqualTo("[2001:…]:47076");
        assertThat(TextFlow.cutMiddle("10.0.0.1:80", 14)).isEqualTo("10.0.0.1:80");
    }

    @Test
    void noTextIsLostAndNoLineTooWideWhateverTheText() {
        var random = new Random(20261122);
        String alphabet = "ab 报文，。（）(). \u00a0-";
        for (int round = 0; round < 5000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int width = 2 + random.nextInt(30);
            List<String> lines = TextFlow.wrap(text.toString(), width);
            assertThat(String.join("", lines).replace(" ", ""))
                    .isEqualTo(text.toString().replace("\u00a0", "").replace(" ", ""));
            assertThat(lines).as("%s at %d", text, width)
                    .allSatisfy(line -> assertThat(TextFlow.width(line)).isLessThanOrEqualTo(width));
        }
    }
}
