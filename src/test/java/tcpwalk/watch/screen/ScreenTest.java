package tcpwalk.watch.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.watch.model.Scene.end;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.Golden;
import tcpwalk.render.TextFlow;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.watch.model.Scene;
import tcpwalk.watch.model.Snapshot;
import tcpwalk.watch.terminal.Size;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/** What the screen looks like; goldens are read, the rest holds at every size. */
class ScreenTest {

    private static final EndpointAddress WEB = end("198.51.100.20", 443);
    private static final EndpointAddress CALLER = end("192.0.2.7", 47_076);

    private final View view = new View();
    private final Scene scene = new Scene();

    /** One connection in each of the usual situations. */
    private void busy() {
        scene.open(CALLER, WEB);
        EndpointAddress closing = end("192.0.2.7", 47_080);
        scene.open(closing, WEB);
        scene.exchange(closing, WEB, 0);
        scene.say(closing, WEB, "F. 101:101(0) ack 1001 win 64240");
        scene.after(20).say(WEB, closing, ". 1001:1001(0) ack 102 win 65160");
        EndpointAddress closed = end("192.0.2.99", 50_001);
        scene.open(closed, WEB);
        scene.say(closed, WEB, "F. 1:1(0) ack 1 win 64240");
        scene.after(20).say(WEB, closed, "F. 1:1(0) ack 2 win 65160");
        scene.after(0.1).say(closed, WEB, ". 2:2(0) ack 2 win 64240");
        scene.say(end("192.0.2.8", 60_000), end("203.0.113.250", 8080), "S 0:0(0) win 64240 <mss 1460>");
        scene.after(0.2).say(end("203.0.113.250", 8080), end("192.0.2.8", 60_000), "R. 0:0(0) ack 1 win 0");
        scene.say(end("2001:db8::1", 40_404), end("2001:db8:0:ffff::feed:1", 22), "S 0:0(0) win 64240 <mss 1460>");
        for (int i = 0; i < 4; i++) {
            scene.exchange(CALLER, WEB, i);
        }
        scene.tick(view.wishes());
        scene.after(1000).say(end("2001:db8::1", 40_404), end("2001:db8:0:ffff::feed:1", 22),
                "S 0:0(0) win 64240 <mss 1460>");
        scene.exchange(CALLER, WEB, 4);
        scene.exchange(CALLER, WEB, 5);
    }

    /** As the loop does: what is selected is wished for, and comes with the next snapshot. */
    private Snapshot settled() {
        view.look(scene.tick(view.wishes()), 1);
        return scene.ticks(2, view.wishes());
    }

    private List<String> lines(int columns, int rows, TextStyle style) {
        return new Screen("eth0 'port 443'", style).lines(settled(), view, new Size(columns, rows), null);
    }

    private String screen(int columns, int rows) {
        return text(lines(columns, rows, TextStyle.plain(80)));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "100, 30", "40, 10"})
    void connectionsStatesAndTheLadderOfTheSelectedOne(int columns, int rows) {
        busy();
        Golden.assertMatches("watch/busy." + columns + "x" + rows + ".txt", screen(columns, rows));
    }

    @Test
    void theSelectedConnectionFillsTheScreenExplained() {
        busy();
        settled();
        Keys.press(view, "down", "enter", "a");
        Golden.assertMatches("watch/zoomed.100x30.txt", screen(100, 30));
    }

    @Test
    void aFilterIsTypedInTheLastLine() {
        busy();
        settled();
        Keys.press(view, "/", ":443 !time");
        Golden.assertMatches("watch/typing.80x24.txt", screen(80, 24));
    }

    @Test
    void lossAndPauseAreSaidInTheTitle() {
        busy();
        scene.dropped(1234);
        Keys.press(view, "p");
        assertThat(lines(80, 24, TextStyle.plain(80)).get(0)).startsWith("eth0 'port 443'")
                .contains("PAUSED", "! 1.2k dropped", "5 connections");
    }

    /** A flood's alarm, as long as it is: what fits of it stands above the keys, and hides one line of the ladder. */
    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "30, 5"})
    void anAlarmStandsAboveTheKeys(int columns, int rows) {
        busy();
        List<Alarm> alarms = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(1000, connection -> false,
                new Findings(Thresholds.DEFAULT, alarms::add), connection -> { });
        for (int i = 0; i < 150; i++) {
            Segment syn = SegmentNotation.parse("S 0:0(0) win 1024", i, 0)
                    .between(end("10.1." + i + ".9", 2_000 + i), WEB);
            table.observe(syn.seen(i, i * 100_000_000L, 0));
        }
        assertThat(alarms).hasSize(1);
        String alarm = alarms.get(0).finding().kind() + ": " + alarms.get(0).finding().text();
        Screen screen = new Screen("eth0", TextStyle.plain(80));
        Snapshot snapshot = settled();
        List<String> quiet = screen.lines(snapshot, view, new Size(columns, rows), null);
        List<String> warned = screen.lines(snapshot, view, new Size(columns, rows), alarm);

        assertThat(alarm).startsWith("syn-flood: 198.51.100.20:443 was sent ").hasSizeGreaterThan(120);
        String line = warned.get(rows - 2);
        assertThat(line).hasSize(columns).startsWith(alarm.substring(0, columns - 1));
        quiet.set(rows - 2, line);
        assertThat(warned).isEqualTo(quiet);
        assertThat(new Screen("eth0", TextStyle.plain(80).withColour())
                .lines(snapshot, view, new Size(columns, rows), alarm).get(rows - 2))
                .isEqualTo("\033[33m" + line + "\033[0m");
    }

    @Test
    void keysAndSignsAreExplained() {
        Keys.press(view, "?");
        Golden.assertMatches("watch/help.100x30.txt", screen(100, 30));
        Keys.press(view, "x");
        assertThat(screen(100, 30)).contains("waiting for segments");
    }

    @Test
    void asciiHasNoCharacterBeyondIt() {
        busy();
        assertThat(text(lines(80, 24, TextStyle.plain(80).withAscii()))).isASCII();
        assertThat(text(lines(40, 10, TextStyle.plain(80).withAscii()))).isASCII();
        Keys.press(view, "?");
        assertThat(text(lines(80, 24, TextStyle.plain(80).withAscii()))).isASCII();
    }

    @Test
    void coloursOnlyAddEscapeSequences() {
        busy();
        List<String> plain = lines(100, 30, TextStyle.plain(80));
        List<String> coloured = new Screen("eth0 'port 443'", TextStyle.plain(80).withColour())
                .lines(scene.tick(view.wishes()), view, new Size(100, 30), null);
        assertThat(plain).noneMatch(line -> line.contains("\033"));
        assertThat(coloured).anyMatch(line -> line.startsWith("\033[7m▸"));
        assertThat(coloured.stream().map(line -> Painted.plain(line).stripTrailing()).toList())
                .isEqualTo(plain.stream().map(String::stripTrailing).toList());
        assertThat(coloured).allSatisfy(line ->
                assertThat(line.split("\033\\[0m", -1)).hasSameSizeAs(line.split("\033\\[[1-9]\\d*m", -1)));
    }

    @Test
    void everySizeIsFilledAndNotOverfilled() {
        busy();
        Snapshot snapshot = settled();
        for (String mode : List.of("", "enter", "?", "/")) {
            View looking = new View();
            looking.look(snapshot, 1);
            Keys.press(looking, mode);
            for (TextStyle style : List.of(TextStyle.plain(80), TextStyle.plain(80).withColour())) {
                var screen = new Screen("eth0 'port 443'", style);
                for (int columns = 1; columns <= 130; columns += columns < 90 ? 1 : 7) {
                    for (int rows = 1; rows <= 45; rows += rows < 24 ? 1 : 5) {
                        List<String> lines = screen.lines(snapshot, looking, new Size(columns, rows), "notice");
                        assertThat(lines).as(columns + "x" + rows).hasSize(rows);
                        int most = columns;
                        assertThat(lines).as(mode + " " + columns + "x" + rows).allMatch(
                                line -> TextFlow.width(Painted.plain(line)) <= most);
                    }
                }
            }
        }
    }

    @Test
    void textFromOutsideCannotReachTheTerminal() {
        busy();
        Keys.press(view, "/", "a\u001b]0;x\u0007\u202eb", "enter");
        List<String> lines = new Screen("eth\u001b[2J \u009b31m", TextStyle.plain(80))
                .lines(settled(), view, new Size(80, 24), "lost \u001b[1m\r\n everything");
        assertThat(text(lines).codePoints().filter(c -> c != '\n')
                .filter(tcpwalk.wire.Printable::isUnsafe)).isEmpty();
        assertThat(lines.get(0)).startsWith("eth\\x1b[2J");
        assertThat(lines.get(22)).isEqualTo("lost \\x1b[1m\\x0d\\x0a everything");
    }

    @Test
    void aLongConnectionShowsItsEndAndSaysWhatIsLeftOut() {
        scene.open(CALLER, WEB);
        for (int i = 0; i < 500; i++) {
            scene.exchange(CALLER, WEB, i);
        }
        String screen = screen(100, 30);
        assertThat(screen).contains("seq 50001 ack 500001");
        Keys.press(view, "enter");
        for (int i = 0; i < 60 && !screen.contains("left out"); i++) {
            Keys.press(view, "left");
            screen = screen(100, 30);
        }
        assertThat(screen).contains("1423 segments left out");
        Keys.press(view, "pageup", "pageup", "pageup", "pageup");
        assertThat(screen(100, 30)).contains("[SYN] seq 0", "[SYN,ACK]").doesNotContain("left out");
        Keys.press(view, "pagedown");
        assertThat(screen(100, 30)).doesNotContain("[SYN] seq 0");
    }
}
