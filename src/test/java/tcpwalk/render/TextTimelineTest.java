package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.Golden;
import tcpwalk.explain.Annotator;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Walks;
import tcpwalk.wire.Printable;

class TextTimelineTest {

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void anOrdinaryConnectionReadsWellAtEveryWidth(int width) {
        Golden.assertMatches("text/closed-by-client." + width + ".txt",
                print(Walks.closedByClient().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(width)));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void briefLeavesTheAnnotationsOut(int width) {
        Golden.assertMatches("text/half-closed.brief." + width + ".txt",
                print(Walks.halfClosed().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(width).withBrief()));
    }

    @Test
    void aLostThirdAckIsTakenBackInWords() {
        Golden.assertMatches("text/lost-third-ack.100.txt",
                print(Walks.lostThirdAck().ends(Outcome.ESTABLISHED, null), TextStyle.plain(100)));
    }

    @Test
    void aLostLastAckIsTakenBackInWordsEvenWhenBrief() {
        Golden.assertMatches("text/lost-last-ack.brief.100.txt",
                print(Walks.lostLastAck().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(100).withBrief()));
    }

    @Test
    void chineseAnnotationsBreakBetweenCharacters() {
        Golden.assertMatches("text/three-segment-close.zh.100.txt", print(
                Walks.threeSegmentClose().ends(Outcome.CLOSED, Side.SERVER), TextStyle.plain(100), Locale.CHINESE));
    }

    @Test
    void asciiHasNoCharacterBeyondIt() {
        String text = print(Walks.simultaneousClose().ends(Outcome.CLOSED, null), TextStyle.plain(80).withAscii());
        Golden.assertMatches("text/simultaneous-close.ascii.80.txt", text);
        Walks.all().forEach((name, walk) -> assertThat(
                print(walk.ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(100).withAscii())).as(name).isASCII());
    }

    @Test
    void framesNumberTheRows() {
        Golden.assertMatches("text/lost-data.frames.100.txt",
                print(Walks.lostData().ends(Outcome.ESTABLISHED, null), TextStyle.plain(100).withFrames().withBrief()));
    }

    @Test
    void eventsStandBesideTheirEndOrBetweenBoth() {
        Golden.assertMatches("text/events.100.txt",
                print(Walks.timersOfBothEnds()
                        .event(300, null, "ICMP host unreachable from 10.99.0.254", "ESTABLISHED | ESTABLISHED")
                        .ends(Outcome.ESTABLISHED, null), TextStyle.plain(100).withBrief()));
    }

    @Test
    void longAddressesMoveTheResultToItsOwnLine() {
        Golden.assertMatches("text/over-ipv6.brief.80.txt",
                print(Walks.overIpv6().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(80).withBrief()));
    }

    @Test
    void aLiveTimelineEndsWithWhatTheHeaderCouldNotKnow() throws IOException {
        Timeline timeline = Walks.refused().ends(Outcome.REFUSED, null);
        var out = new StringBuilder();
        var text = new TextTimeline(out, TextStyle.plain(100), new Annotator(Locale.ENGLISH));
        text.header(timeline.client().address(), timeline.server().address(), timeline.interfaceName());
        for (Row row : timeline.rows()) {
            int before = out.length();
            text.row(row);
            assertThat(out.substring(before)).contains("SYN").endsWith("\n");
        }
        text.footer(timeline);
        Golden.assertMatches("text/refused.live.100.txt", out.toString());
    }

    @Test
    void coloursOnlyAddEscapeSequences() {
        Timeline timeline = Walks.resetAfterClose().ends(Outcome.RESET, Side.CLIENT);
        String coloured = print(timeline, TextStyle.plain(100).withColour());
        assertThat(coloured).contains("\033[36m──[SYN]", "\033[35m◀", "\033[31m──[RST]");
        assertThat(coloured.replaceAll("\033\\[\\d+m", "")).isEqualTo(print(timeline, TextStyle.plain(100)));
        assertThat(print(timeline, TextStyle.plain(100))).doesNotContain("\033");
    }

    @Test
    void aColourNeverRunsOverTheEndOfALine() {
        String coloured = print(Walks.lostData().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(80).withColour());
        assertThat(coloured.lines()).allSatisfy(line ->
                assertThat(line.split("\033\\[0m", -1).length).isEqualTo(line.split("\033\\[[1-9]\\d*m", -1).length));
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 90, 100, 120, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        Walks.all().forEach((name, walk) -> {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                var style = TextStyle.plain(width);
                assertThat(print(walk.ends(Outcome.CLOSED, Side.CLIENT), style, locale).lines().skip(2)).as(name)
                        .allSatisfy(line -> assertThat(TextFlow.width(line)).as(line).isLessThanOrEqualTo(width));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 100, 120})
    void theServersStatesStandInOneColumn(int width) {
        Walks.all().forEach((name, walk) -> {
            Timeline timeline = walk.ends(Outcome.CLOSED, Side.CLIENT);
            var layout = new LadderLayout(TextStyle.plain(width));
            var rows = print(timeline, TextStyle.plain(width).withBrief()).lines()
                    .filter(line -> line.matches(" *\\d+\\.\\d+s?  [A-Z].*")).toList();
            assertThat(rows).as(name).hasSameSizeAs(timeline.rows());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).substring(layout.serverStart())).as(name)
                        .isEqualTo(timeline.rows().get(i).server().toString());
                assertThat(rows.get(i).substring(layout.clientStart())).as(name)
                        .startsWith(timeline.rows().get(i).client().toString());
            }
        });
    }

    @Test
    void textFromTheCaptureCannotReachTheTerminal() {
        var walk = Walks.opened().on("eth\u001b]0;x\u0007\u202e")
                .event(10, Side.CLIENT, "said \u009b31m\u2066", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.URGENT, "text\r\nwith \u200f controls");
        String text = print(walk.ends(Outcome.ESTABLISHED, null), TextStyle.plain(100));
        assertThat(text).contains("via eth\\x1b]0;x\\x07\\u202e", "said \\x9b31m\\u2066",
                "text\\x0d\\x0awith \\u200f controls");
        assertThat(text.replace("\n", "").codePoints().filter(Printable::isUnsafe)).isEmpty();
    }

    @Test
    void aFindingThatNoRowShowsIsNamedBelow() {
        var base = Walks.opened().finding(FindingKind.ONE_WAY, "only the client was captured")
                .ends(Outcome.ESTABLISHED, null);
        var bare = new Timeline(0, base.client(), base.server(), base.roles(), null, base.start(), base.duration(),
                base.outcome(), null, null, base.story(), null, base.findings(), null, Walks.opened().rows());
        assertThat(print(bare, TextStyle.plain(100)))
                .containsOnlyOnce("\n! one-way: only the client was captured (RFC 9293 §3.4)\n");
        assertThat(print(base, TextStyle.plain(100)))
                .containsOnlyOnce("! one-way").doesNotContain("\n! one-way");
    }

    @Test
    void aFindingWithoutATextSaysWhatItsKindMeans() {
        var timeline = Walks.opened().finding(FindingKind.ONE_WAY, " ").ends(Outcome.ESTABLISHED, null);
        assertThat(print(timeline, TextStyle.plain(120))).contains("! one-way: only one direction was captured (RFC");
    }

    @Test
    void theQuestionMarkIsExplainedOnlyWhereItStands() {
        assertThat(print(Walks.closedByClient().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(100)))
                .contains("? presumed");
        assertThat(print(Walks.noAnswer().ends(Outcome.NO_ANSWER, null), TextStyle.plain(100)))
                .doesNotContain("? presumed");
    }

    @Test
    void aTunnelIsNamedWhereItBeginsAndWhereItChanges() {
        var walk = Walks.opened();
        walk.rows().get(0).segment().packet().tunnel("VXLAN");
        walk.rows().get(1).segment().packet().tunnel("VXLAN");
        walk.rows().get(2).segment().packet().tunnel("VXLAN");
        String text = print(walk.ends(Outcome.ESTABLISHED, null), TextStyle.plain(120).withBrief());
        assertThat(text.lines().filter(line -> line.contains("in VXLAN"))).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("SYN"));
    }

    @Test
    void otherToolsVerdictsAreGivenBesideOurs() {
        assertThat(print(Walks.overIpv6().ends(Outcome.CLOSED, Side.CLIENT), TextStyle.plain(100)))
                .contains("\nZeek SF ShADadFf · Wireshark 31 (Complete, WITH_DATA)\n");
    }

    @Test
    void rolesWithoutASynAreJustified() {
        assertThat(print(Walks.midStream().ends(Outcome.ESTABLISHED, null), TextStyle.plain(100)))
                .contains("No SYN was captured: client and server are told apart by their ports.");
    }

    @Test
    void withoutACommentaryNothingIsSaid() throws IOException {
        var out = new StringBuilder();
        new TextTimeline(out, TextStyle.plain(100), Commentary.NONE)
                .print(Walks.opened().ends(Outcome.ESTABLISHED, null));
        assertThat(out).doesNotContain("1 of 3").doesNotContain("tcpwalk explain");
    }

    private static String print(Timeline timeline, TextStyle style) {
        return print(timeline, style, Locale.ENGLISH);
    }

    private static String print(Timeline timeline, TextStyle style, Locale locale) {
        var out = new StringBuilder();
        try {
            new TextTimeline(out, style, new Annotator(locale)).print(timeline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
