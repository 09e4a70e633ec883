package tcpwalk.walk.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;
import tcpwalk.wire.TcpFlags;

class ScriptParserTest {

    private static Script parse(String... lines) throws ScriptException {
        return ScriptParser.parse("t.walk", String.join("\n", lines));
    }

    @Test
    void aScriptSaysWhatItSays() throws Exception {
        Script script = parse("# a comment", "title: Two words", "title.zh: 两个词", "purpose: First line",
                "  and second.", "purpose.zh: 第一行，", "  第二行。", "timeout: 1.5s", "", "peer send 7",
                "+250ms > SEW <mss 1460,sackOK> as syn",
                "-- Why [RFC 9293 §3.5, why-three]", "--zh 为什么", "= SYN-SENT / LISTEN",
                "<3 S. 0:0(0) ack 1 win 65160 <TS,wscale 7> within 2s gaps doubling as answer", "| R. ack nxt ends",
                "&? . seq nxt-1 (1)", "silence 1m", "learnt: {syn..answer}, {answer.gaps}.",
                "learnt.zh: {syn..answer}。");

        assertThat(script.title().in(Locale.ENGLISH)).isEqualTo("Two words");
        assertThat(script.title().in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("两个词");
        assertThat(script.purpose()).isEqualTo(new Text("First line and second.", "第一行，第二行。", null, null));
        assertThat(script.acts().get(0)).isEqualTo(new Act.PeerDoes(10, new PeerOrder(PeerOrder.Verb.SEND, List.of(7L),
                "send 7")));
        assertThat(script.acts().get(1)).isEqualTo(new Act.Wait(11, 250_000_000L));
        Act.Send send = (Act.Send) script.acts().get(2);
        assertThat(send.segment()).isEqualTo(new SegmentPattern(TcpFlags.SYN | TcpFlags.ECE | TcpFlags.CWR, null, -1,
                null, -1, -1, List.of(new OptionItem(OptionItem.Kind.MSS, 1460, -1),
                        new OptionItem(OptionItem.Kind.SACK_PERMITTED, -1, -1)), "SEW <mss 1460,sackOK>"));
        assertThat(send.mark()).isEqualTo(new Mark(11, "syn", new Text("Why", "为什么", "RFC 9293 §3.5", "why-three"),
                new States(TcpState.SYN_SENT, TcpState.LISTEN)));
        Act.Expect expect = (Act.Expect) script.acts().get(3);
        assertThat(expect.within()).isEqualTo(2_000_000_000L);
        assertThat(expect.all()).extracting(Expectation::times).containsExactly(3, 0);
        assertThat(expect.all().get(0).rhythm()).isEqualTo(Expectation.Rhythm.DOUBLING);
        assertThat(expect.all().get(0).alternatives()).extracting(Alternative::ends).containsExactly(false, true);
        assertThat(expect.all().get(0).alternatives().get(1).pattern().ack()).isEqualTo(Numeral.NEXT);
        assertThat(expect.all().get(1).alternatives().get(0).pattern().seq()).isEqualTo(new Numeral(true, -1));
        assertThat(script.acts().get(4)).isEqualTo(new Act.Silence(18, 60_000_000_000L));
        assertThat(script.lessons()).hasSize(1);
        assertThat(script.peerOpens()).isFalse();
    }

    @Test
    void theTimeOutIsThatOfTheHeaderAboveAnExpectation() throws Exception {
        Script script = parse("< .", "timeout: 2s", "< .");
        assertThat(script.acts()).extracting(act -> ((Act.Expect) act).within())
                .containsExactly(5_000_000_000L, 2_000_000_000L);
        assertThat(script.peerOpens()).isTrue();
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNotMatter() throws Exception {
        assertThat(ScriptParser.parse("t", "\ufeff> S\r\n< S. ack 1\r\n").acts()).hasSize(2);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("X", 1, 1, "there is no 'X:'|expected '>', '<'"),
                mistake("hello there", 1, 1, "expected '>', '<'", "not 'hello'"),
                mistake("greeting: hi", 1, 1, "there is no 'greeting:'"),
                mistake("> Q", 1, 3, "'Q' is no flag"),
                mistake("> SX", 1, 4, "'X' is no flag"),
                mistake(">", 1, 2, "expected flags", "the line ends"),
                mistake("> S 0:1(0)", 1, 7, "0 and 0 bytes make 0, not 1"),
                mistake("> S 0-1", 1, 6, "expected ':'"),
                mistake("> . seq x", 1, 9, "expected a sequence number or 'nxt', not 'x'"),
                mistake("> . (70000)", 1, 6, "a length in bytes is at most 60000, not 70000"),
                mistake("> . seq 4294967296", 1, 9, "at most 4294967295"),
                mistake("> . seq 99999999999999999999", 1, 9, "at most 4294967295"),
                mistake("> S ack 1", 1, 9, "only with the flag '.' (ACK)"),
                mistake("> . ack", 1, 8, "expected an acknowledgment number or 'nxt', but the line ends"),
                mistake("> . win -1", 1, 9, "expected a window, not '-1'"),
                mistake("> S <mss 1460", 1, 14, "expected '>', but the line ends"),
                mistake("> S <mss 70000>", 1, 10, "a segment size is at most 65535"),
                mistake("> S <wscale 15>", 1, 13, "a window scale is at most 14"),
                mistake("> S <nop>", 1, 6, "there is no option 'nop'"),
                mistake("> . <sack 5>", 1, 12, "expected ':'"),
                mistake("> S as", 1, 7, "expected a label"),
                mistake("> S as walk", 1, 8, "stands for the whole walk"),
                mistake("> S within 1s", 1, 5, "expected nothing more, not 'within'"),
                mistake("< S. within", 1, 12, "expected a duration", "the line ends"),
                mistake("< S. within 5", 1, 14, "expected a unit"),
                mistake("< S. within 61m", 1, 13, "an hour at most"),
                mistake("< S. within 1.2345s", 1, 15, "a duration", "is at most 999"),
                mistake("< S. within 1.0001s", 1, 15, "three decimals"),
                mistake("< S. gaps growing", 1, 11, "expected doubling or even, not 'growing'"),
                mistake("< S. soon", 1, 6, "expected as, within, gaps, ends"),
                mistake("<0 S.", 1, 2, "write '?'"),
                mistake("<21 S.", 1, 2, "how often is at most 20"),
                mistake("| R.", 1, 1, "'|' adds to the expectation above it, and there is none"),
                mistake("> S\n& R.", 2, 1, "'&' adds to the expectation above it"),
                mistake("-- words", 1, 1, "comments the segment above it"),
                mistake("> S\nwait 1s\n-- words", 3, 1, "comments the segment above it"),
                mistake("> S\n-- one\n-- two", 3, 1, "given before"),
                mistake("= CLOSED / CLOSED", 1, 1, "there is none"),
                mistake("> S\n= SYN-SENT / LISTEN\n= SYN-SENT / LISTEN", 3, 1, "said already"),
                mistake("> S\n= SYN_SENT / LISTEN", 2, 3, "'SYN_SENT' is no state; there are CLOSED, LISTEN, SYN-SENT"),
                mistake("> S\n= UNKNOWN / LISTEN", 2, 3, "'UNKNOWN' is no state"),
                mistake("> S\n= SYN-SENT", 2, 11, "expected '/', but the line ends"),
                mistake("peer dance", 1, 6, "a peer cannot 'dance'; it can refuse, connect"),
                mistake("peer send", 1, 10, "expected how many bytes"),
                mistake("peer keep-alive idle 1s times 3", 1, 25, "expected 'every', not 'times'"),
                mistake("peer close now", 1, 12, "expected nothing more, not 'now'"),
                mistake("wait", 1, 5, "expected a duration"),
                mistake("pause 1h", 1, 8, "expected a unit: ms, s or m, not 'h'"),
                mistake("learnt.zh: 什么", 1, 12, "there is none"),
                mistake("title: a\ntitle: b", 2, 1, "given before"),
                mistake("> S as syn\nlearnt: it took {sin..syn}", 2, 17, "no segment is called 'sin'"),
                mistake("> S as syn\nlearnt: one\n  two {syn.colour}", 3, 7, "there is no value 'colour'"),
                mistake("> S as syn\nlearnt: {syn", 2, 9, "expected {label}"),
                mistake("> S\nlearnt: {walk.colour}", 2, 9, "there are peer, us, port"),
                mistake("", 1, 1, "nothing is sent or expected"),
                mistake("title: nothing else", 1, 1, "nothing is sent or expected"));
    }

    private static Arguments mistake(String script, int line, int column, String... phrases) {
        return Arguments.of(script, line, column, List.of(phrases));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsPointedAt(String script, int line, int column, List<String> phrases) {
        ScriptException mistake = catchThrowableOfType(ScriptException.class,
                () -> ScriptParser.parse("t.walk", script));
        assertThat(mistake).as(script).isNotNull();
        assertThat(mistake.line() + ":" + mistake.column()).as(mistake.getMessage()).isEqualTo(line + ":" + column);
        String source = script.lines().skip(line - 1).findFirst().orElse("");
        assertThat(mistake.getMessage()).startsWith("t.walk:" + line + ":" + column + ": ")
                .endsWith("\n  " + source + "\n  " + " ".repeat(column - 1) + "^");
        assertThat(phrases).allSatisfy(phrase -> assertThat(phrase.split("\\|"))
                .anySatisfy(each -> assertThat(mistake.getMessage()).contains(each)));
    }

    @Test
    void whatATerminalWouldObeyIsRefusedAndNotRepeated() {
        ScriptException mistake = catchThrowableOfType(ScriptException.class,
                () -> ScriptParser.parse("t", "> S\n-- \u001b]0;gotcha\u0007"));
        assertThat(mistake.line() + ":" + mistake.column()).isEqualTo("2:4");
        assertThat(mistake.getMessage()).contains("control character").doesNotContain("\u001b", "\u0007");
    }

    /** The notation of the wire package is a part of the language. */
    @Test
    void whateverASegmentIsPrintedAsCanBeWrittenInAScript() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            int flags = random.nextInt(0x200);
            Segment segment = new Segment().flags(flags).seq(random.nextInt()).ack(random.nextInt())
                    .window(random.nextInt(0x10000)).length(random.nextInt(1460)).urgentPointer(random.nextInt(2));
            if (random.nextBoolean()) {
                segment.options().mss(536).permitSack().timestamps(random.nextInt(), random.nextInt()).windowScale(3);
            } else if (random.nextBoolean()) {
                segment.options().sack(5, 9).sack(20, 30);
            }
            String line = SegmentNotation.print(segment, 0, 0);
            SegmentPattern pattern = ((Act.Send) parse("> " + line).acts().get(0)).segment();
            assertThat(pattern.flags()).as(line).isEqualTo(flags);
            assertThat(pattern.length()).as(line).isEqualTo(segment.length());
            assertThat(pattern.seq().resolve(0, 0)).as(line).isEqualTo(segment.seq());
            assertThat(pattern.text()).isEqualTo(line);
        }
    }

    @Test
    void noiseIsRefusedAndNeverMore() {
        Random random = new Random(2);
        String alphabet = "><|&=-+?#.:;,(){}[]<> \t\n0123456789SFRPUEWAabcnxtkwigp漢é\u0000";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                ScriptParser.parse("noise", text.toString());
            } catch (ScriptException e) {
                assertThat(e.line()).isPositive();
            }
        }
    }
}
