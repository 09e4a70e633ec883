package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.Golden;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.TestWalk;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Walks;

class ConnectionTableTest {

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120, 180})
    void theTableFitsEveryWidth(int width) {
        Golden.assertMatches("table/notable." + width + ".txt",
                print(ConnectionOrder.NOTABLE, 8, TextStyle.plain(width), various()));
    }

    @Test
    void longAddressesAreCutOnlyWhereNothingElseCanGiveWay() {
        List<Timeline> timelines = List.of(ipv6(0), ipv6(1));
        Golden.assertMatches("table/ipv6.80.txt",
                print(ConnectionOrder.START, 8, TextStyle.plain(80), timelines));
        Golden.assertMatches("table/ipv6.150.txt",
                print(ConnectionOrder.START, 8, TextStyle.plain(150), timelines));
    }

    @ParameterizedTest
    @EnumSource(ConnectionOrder.class)
    void whatIsShownDoesNotDependOnTheOrderOfAdding(ConnectionOrder order) {
        List<Timeline> timelines = new ArrayList<>(various());
        String expected = print(order, 4, TextStyle.plain(120), timelines);
        var random = new Random(4);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(timelines, random);
            assertThat(print(order, 4, TextStyle.plain(120), timelines)).isEqualTo(expected);
        }
    }

    @Test
    void everyOrderPutsItsFirstFirst() {
        assertThat(firstId(ConnectionOrder.NOTABLE)).isEqualTo(2);
        assertThat(firstId(ConnectionOrder.START)).isZero();
        assertThat(firstId(ConnectionOrder.DURATION)).isEqualTo(5);
        assertThat(firstId(ConnectionOrder.BYTES)).isEqualTo(5);
        assertThat(firstId(ConnectionOrder.SEGMENTS)).isEqualTo(7);
        assertThat(firstId(ConnectionOrder.RTT)).isZero();
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertThat(print(ConnectionOrder.START, 3, TextStyle.plain(100), various()))
                .endsWith("\n8 more of 11 connections are left out.\n");
        assertThat(print(ConnectionOrder.START, Integer.MAX_VALUE, TextStyle.plain(100), various()))
                .doesNotContain("left out");
        assertThat(print(ConnectionOrder.START, 0, TextStyle.plain(100), various()))
                .endsWith("11 more of 11 connections are left out.\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 100, 120, 160, 250})
    void noLineIsWiderThanTheTerminal(int width) {
        List<Timeline> timelines = new ArrayList<>(various());
        timelines.add(ipv6(20));
        assertThat(print(ConnectionOrder.NOTABLE, 50, TextStyle.plain(width), timelines).lines())
                .allSatisfy(line -> assertThat(TextFlow.width(line)).as(line).isLessThanOrEqualTo(width));
    }

    @Test
    void coloursOnlyAddEscapeSequences() {
        String coloured = print(ConnectionOrder.NOTABLE, 8, TextStyle.plain(120).withColour(), various());
        assertThat(coloured).contains("\033[31mrefused");
        assertThat(coloured.replaceAll("\033\\[\\d+m", "").lines().map(String::stripTrailing).toList())
                .isEqualTo(print(ConnectionOrder.NOTABLE, 8, TextStyle.plain(120), various()).lines().toList());
    }

    @Test
    void asciiStaysAscii() {
        assertThat(print(ConnectionOrder.NOTABLE, 8, TextStyle.plain(80).withAscii(), various())).isASCII();
    }

    @Test
    void commaSeparatedValuesHoldEveryConnection() throws IOException {
        var out = new StringBuilder();
        var csv = new CsvTable(out);
        csv.header();
        for (Timeline timeline : various()) {
            csv.row(timeline);
        }
        Golden.assertMatches("table/various.csv", out.toString());
        assertThat(out.toString().split("\r\n")).hasSize(12);
    }

    @Test
    void aFieldWithACommaAQuoteOrAFormulaIsMadeHarmless() throws IOException {
        var out = new StringBuilder();
        new CsvTable(out).row(Walks.opened().on("=1+\"a\",b").ends(Outcome.ESTABLISHED, null));
        assertThat(out).contains(",\"'=1+\"\"a\"\",b\",");
    }

    @Test
    void repeatedHandshakesAreSummedUp() throws IOException {
        var summary = new HandshakeSummary();
        summary.add(Walks.opened().ends(Outcome.ESTABLISHED, null));
        summary.add(Walks.lostSyn().ends(Outcome.CLOSED, Side.CLIENT));
        summary.add(Walks.refused().ends(Outcome.REFUSED, null));
        summary.add(Walks.noAnswer().ends(Outcome.NO_ANSWER, null));
        summary.add(Walks.halfOpen().ends(Outcome.HALF_OPEN, null));
        assertThat(print(summary)).isEqualTo("""
                5 handshakes with 10.99.0.2:8080: 2 completed (40 %), 1 refused, 1 without answer, 1 broken off
                round trip min/median/max 5.100/5.108/5.116 ms
                """);
    }

    @Test
    void aSummaryWithoutAnyRoundTripNamesNone() throws IOException {
        var summary = new HandshakeSummary();
        assertThat(print(summary)).isEqualTo("0 handshakes: 0 completed\n");
        summary.add(Walks.refused().ends(Outcome.REFUSED, null));
        assertThat(print(summary)).isEqualTo("1 handshake with 10.99.0.2:8080: 0 completed (0 %), 1 refused\n");
    }

    private static String print(HandshakeSummary summary) throws IOException {
        var out = new StringBuilder();
        summary.print(out);
        return out.toString();
    }

    private static long firstId(ConnectionOrder order) {
        return various().stream().min(order.comparator()).orElseThrow().id();
    }

    private static Timeline ipv6(long id) {
        return new TestWalk().id(id).between("2001:db8:85a3:8d3:1319:8a2e:370:7348", 47076,
                        "2001:db8:85a3:8d3:1319:8a2e:370:7000", 443)
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN").ends(Outcome.NO_ANSWER, null);
    }

    private static List<Timeline> various() {
        return List.of(
                Walks.closedByClient().id(0).ends(Outcome.CLOSED, Side.CLIENT),
                Walks.threeSegmentClose().id(1).ends(Outcome.CLOSED, Side.SERVER),
                Walks.refused().id(2).ends(Outcome.REFUSED, null),
                Walks.noAnswer().id(3).ends(Outcome.NO_ANSWER, null),
                Walks.resetAfterClose().id(4).ends(Outcome.RESET, Side.CLIENT),
                Walks.lostSyn().id(5).ends(Outcome.CLOSED, Side.SERVER),
                Walks.halfOpen().id(6).ends(Outcome.HALF_OPEN, null),
                Walks.lostData().id(7).ends(Outcome.ESTABLISHED, null),
                Walks.deadPeer().id(8).ends(Outcome.ESTABLISHED, null),
                Walks.unansweredFin().id(9).ends(Outcome.CLOSING, Side.CLIENT),
                Walks.halfClosed().id(10).ends(Outcome.CLOSED, Side.CLIENT));
    }

    private static String print(ConnectionOrder order, int limit, TextStyle style, List<Timeline> timelines) {
        var table = new ConnectionTable(order, limit);
        timelines.forEach(table::add);
        var out = new StringBuilder();
        try {
            table.print(out, style);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
