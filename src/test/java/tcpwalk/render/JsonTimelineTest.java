package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tcpwalk.Golden;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.PeerVerdicts;
import tcpwalk.timeline.TestWalk;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Walks;
import tcpwalk.wire.Printable;

class JsonTimelineTest {

    private static final Timeline CLOSED = Walks.halfClosed().id(3).peers(new PeerVerdicts("SF", "ShADFaf", 31))
            .ends(Outcome.CLOSED, Side.CLIENT);

    @Test
    void aConnectionHasTheFieldsOfTheContractInTheirOrder() {
        assertThat(write(CLOSED, true).keySet()).containsExactly("schema", "id", "client", "server", "roles",
                "interface", "start", "duration", "outcome", "closed_by", "reset_cause", "story", "handshake",
                "endpoints", "findings", "peers", "timeline");
    }

    @Test
    void everyFieldHasItsValue() {
        Map<String, Object> json = write(CLOSED, true);
        assertThat(json).containsEntry("schema", "tcpwalk.connection/1").containsEntry("id", 3L)
                .containsEntry("client", Map.of("address", "10.99.0.1", "port", 47076L))
                .containsEntry("server", Map.of("address", "10.99.0.2", "port", 8080L))
                .containsEntry("roles", "syn").containsEntry("interface", "eth0")
                .containsEntry("start", "2026-11-22T13:53:56.396123456Z")
                .containsEntry("duration", new BigDecimal("2.120100000"))
                .containsEntry("outcome", "closed").containsEntry("closed_by", "client")
                .containsEntry("story", CLOSED.story())
                .containsEntry("handshake", Map.of("rtt", new BigDecimal("0.005116000"), "client_isn", 2784208446L,
                        "server_isn", 824066008L, "mss", Map.of("client", 1460L, "server", 1460L)))
                .containsEntry("peers", Map.of("zeek_state", "SF", "zeek_history", "ShADFaf",
                        "wireshark_completeness", 31L));
        assertThat(json.get("endpoints")).isEqualTo(Map.of(
                "client", Map.of("state", "TIME-WAIT", "path", List.of("CLOSED", "SYN-SENT", "ESTABLISHED",
                        "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT"), "segments", 5L, "bytes", 0L, "retransmitted", 0L),
                "server", Map.of("state", "CLOSED", "path", List.of("LISTEN", "SYN-RECEIVED", "ESTABLISHED",
                        "CLOSE-WAIT", "LAST-ACK", "CLOSED"), "segments", 4L, "bytes", 12400L, "retransmitted", 0L)));
        assertThat(json.get("findings")).isEqualTo(List.of(Map.of("kind", "half-close", "severity", "note",
                "frames", List.of(8L), "text", "the client closed its half 2.1 s before the server did",
                "meaning", "one end closed while the other went on sending", "section", "RFC 9293 §3.6",
                "confidence", "certain")));
    }

    @Test
    void theKernelsWordHasAFieldOfItsOwnWhereItWasAskedFor() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonTimeline json = new JsonTimeline(text, JsonTimeline.Form.LINES)) {
            json.write(CLOSED, false, new KernelStates(new KernelStates.End(TcpState.TIME_WAIT,
                    List.of(TcpState.SYN_SENT, TcpState.TIME_WAIT), "a\"b", 4711, 5, 4), null));
            json.write(CLOSED, false, new KernelStates(null, new KernelStates.End(TcpState.CLOSED, List.of(), null,
                    null, 0, 0)));
        }
        assertThat(text.toString().lines()).satisfiesExactly(
                line -> assertThat(line).endsWith("\"kernel\":{\"client\":{\"state\":\"TIME-WAIT\","
                        + "\"path\":[\"SYN-SENT\",\"TIME-WAIT\"],\"process\":\"a\\\"b\",\"pid\":4711,"
                        + "\"compared\":5,\"agreed\":4},"
                        + "\"server\":null}}"),
                line -> assertThat(line).contains("\"process\":null,\"pid\":null,\"compared\":0"));
    }

    @Test
    void aRowHasTheFieldsOfTheContract() {
        Map<String, Object> row = rows(write(CLOSED, true)).get(1);
        assertThat(row.keySet()).containsExactly("frame", "time", "from", "flags", "seq", "ack", "length", "window",
                "client", "server", "transitions", "findings");
        assertThat(row).containsEntry("frame", 2L).containsEntry("time", new BigDecimal("0.005058000"))
                .containsEntry("from", "server").containsEntry("flags", List.of("SYN", "ACK"))
                .containsEntry("seq", 0L).containsEntry("ack", 1L).containsEntry("length", 0L)
                .containsEntry("window", 65160L).containsEntry("client", "ESTABLISHED")
                .containsEntry("server", "SYN-RECEIVED").containsEntry("findings", List.of());
        assertThat(row.get("transitions")).isEqualTo(List.of(
                Map.of("endpoint", "server", "from", "LISTEN", "to", "SYN-RECEIVED", "evidence", "sent",
                        "rule", "RFC 9293 §3.10.7.2"),
                Map.of("endpoint", "client", "from", "SYN-SENT", "to", "ESTABLISHED", "evidence", "presumed",
                        "rule", "RFC 9293 §3.10.7.3")));
    }

    @Test
    void theWindowIsScaledAndTheSynIsNot() {
        List<Map<String, Object>> rows = rows(write(CLOSED, true));
        assertThat(rows.get(0)).containsEntry("window", 64240L).containsEntry("ack", null);
        assertThat(rows.get(2)).containsEntry("window", 502L << 7);
    }

    @Test
    void anEventHasNoNumbersButAName() {
        Map<String, Object> row = rows(write(Walks.closedByClient().ends(Outcome.CLOSED, null), true)).get(11);
        assertThat(row).containsEntry("frame", null).containsEntry("flags", null).containsEntry("seq", null)
                .containsEntry("ack", null).containsEntry("length", null).containsEntry("window", null)
                .containsEntry("event", "2 MSL pass").containsEntry("from", "client");
        Map<String, Object> icmp = rows(write(Walks.deadPeer().ends(Outcome.CLOSED, null), true)).get(7);
        assertThat(icmp).containsEntry("from", null);
    }

    @Test
    void whatIsTakenBackHasNoRule() {
        Map<String, Object> row = rows(write(Walks.lostThirdAck().ends(Outcome.CLOSED, null), true)).get(3);
        Map<String, Object> expected = new LinkedHashMap<>(Map.of("endpoint", "server", "from", "ESTABLISHED",
                "to", "SYN-RECEIVED", "evidence", "disproved"));
        expected.put("rule", null);
        assertThat(row.get("transitions")).isEqualTo(List.of(expected));
    }

    @Test
    void absentKnowledgeIsNullAndNeverZero() {
        var walk = new TestWalk().from("UNKNOWN | UNKNOWN", Roles.PORT).on(null)
                .row(0, "< . 1:101(100) ack 1 win 509", "ESTABLISHED | ESTABLISHED");
        Map<String, Object> json = write(walk.ends(Outcome.UNKNOWN, null), false);
        assertThat(json).containsEntry("interface", null).containsEntry("closed_by", null)
                .containsEntry("peers", null).containsEntry("roles", "port").doesNotContainKey("timeline");
        Map<String, Object> handshake = new LinkedHashMap<>();
        handshake.put("rtt", null);
        handshake.put("client_isn", null);
        handshake.put("server_isn", null);
        Map<String, Object> mss = new LinkedHashMap<>();
        mss.put("client", null);
        mss.put("server", null);
        handshake.put("mss", mss);
        assertThat(json.get("handshake")).isEqualTo(handshake);
    }

    @Test
    void aFindingThatRepeatsIsOneEntryWithACount() {
        Map<String, Object> json = write(Walks.deadPeer().ends(Outcome.ESTABLISHED, null), false);
        assertThat(json.get("findings")).isEqualTo(List.of(Map.of("kind", "retransmission", "severity", "warning",
                "count", 3L, "frames", List.of(5L, 6L, 7L), "text", "after 204 ms",
                "meaning", "data was sent again after a time-out", "section", "RFC 6298 §5",
                "confidence", "certain")));
    }

    @Test
    void doubtAndEvidenceHaveFieldsOfTheirOwn() {
        var walk = Walks.opened().because(ResetCause.UNREAD_DATA);
        Finding doubtful = Finding.of(FindingKind.D_SACK, List.of(3L), Account.of("came twice").number("bytes", 100)
                .time("late", 1_500_000).word("state", "ESTABLISHED").likely("doubled on the way"));
        Timeline whole = walk.ends(Outcome.RESET, Side.SERVER);
        var json = new StringBuilder();
        try (var writer = new JsonTimeline(json, JsonTimeline.Form.LINES)) {
            writer.write(new Timeline(0, whole.client(), whole.server(), whole.roles(), null, whole.start(), 0,
                    whole.outcome(), whole.closedBy(), whole.resetCause(), "", null, List.of(doubtful), null,
                    List.of()), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(object(parse(json.toString()))).containsEntry("reset_cause", "unread-data");
        assertThat(json).contains("\"text\":\"came twice (likely; else doubled on the way)\"",
                "\"confidence\":\"likely\",\"alternative\":\"doubled on the way\","
                + "\"evidence\":{\"bytes\":100,\"late\":0.001500000,\"state\":\"ESTABLISHED\"}}");
    }

    @Test
    void anAlarmIsAnObjectOfItsOwnThatLooksLikeNoConnection() throws IOException {
        var text = new StringBuilder();
        try (var json = new JsonTimeline(text, JsonTimeline.Form.ARRAY)) {
            json.write(CLOSED, false);
            json.write("10.0.0.2:80", TestWalk.START, Finding.of(FindingKind.SYN_FLOOD, 9, "a flood"));
        }
        Map<String, Object> alarm = object(((List<?>) parse(text.toString())).get(1));
        assertThat(alarm.keySet()).containsExactly("schema", "alarm", "subject", "time", "findings");
        assertThat(alarm).containsEntry("schema", "tcpwalk.alarm/1").containsEntry("alarm", "syn-flood")
                .containsEntry("subject", "10.0.0.2:80").containsEntry("time", "2026-11-22T13:53:56.396123456Z");
        assertThat(object(((List<?>) alarm.get("findings")).get(0))).containsEntry("kind", "syn-flood");
    }

    @Test
    void linesHoldOneObjectEach() {
        String text = text(JsonTimeline.Form.LINES, CLOSED, CLOSED);
        assertThat(text).endsWith("}\n");
        assertThat(text.lines()).hasSize(2).allSatisfy(line -> assertThat(parse(line)).isInstanceOf(Map.class));
    }

    @Test
    void anArrayHoldsThemAll() {
        assertThat((List<?>) parse(text(JsonTimeline.Form.ARRAY, CLOSED, CLOSED, CLOSED))).hasSize(3);
        assertThat((List<?>) parse(text(JsonTimeline.Form.ARRAY))).isEmpty();
        assertThat(text(JsonTimeline.Form.LINES)).isEmpty();
    }

    @Test
    void bytesAndCharactersSayTheSame() {
        var walk = Walks.overIpv6().finding(FindingKind.URGENT, "§ µs 确认 \ud83d\ude00 \u009b \u202e \ud800 \u007f");
        Timeline timeline = walk.ends(Outcome.CLOSED, Side.CLIENT);
        assertThat(text(JsonTimeline.Form.LINES, timeline)).isEqualTo(bytes(timeline));
        Golden.assertMatches("json/over-ipv6.ndjson", bytes(timeline));
    }

    @Test
    void textFromTheCaptureIsEscapedSoThatItCannotMislead() {
        var walk = Walks.opened().on("e\u001b[31m\u009b\u202e\"\\\ud83d\ude00")
                .event(9, Side.CLIENT, "said \u2066 §", "ESTABLISHED | ESTABLISHED");
        String json = bytes(walk.ends(Outcome.ESTABLISHED, null));
        assertThat(json.replace("\n", "").codePoints().filter(Printable::isUnsafe)).isEmpty();
        assertThat(json).contains("§");
        assertThat(((Map<?, ?>) parse(json)).get("interface")).isEqualTo("e\u001b[31m\u009b\u202e\"\\\ud83d\ude00");
    }

    @Test
    void flushingHandsEachObjectOnAtOnceAndClosingLeavesTheWriterOpen() throws IOException {
        boolean[] closed = {false};
        var out = new StringWriter() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        var json = new JsonTimeline(out, JsonTimeline.Form.LINES);
        json.write(CLOSED, false);
        json.flush();
        assertThat(out.toString()).endsWith("}\n");
        json.close();
        assertThat(closed[0]).isFalse();
    }

    private static Map<String, Object> write(Timeline timeline, boolean withTimeline) {
        var out = new StringBuilder();
        try (var json = new JsonTimeline(out, JsonTimeline.Form.LINES)) {
            json.write(timeline, withTimeline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return object(parse(out.toString()));
    }

    private static String text(JsonTimeline.Form form, Timeline... timelines) {
        var out = new StringBuilder();
        try (var json = new JsonTimeline(out, form)) {
            for (Timeline timeline : timelines) {
                json.write(timeline, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String bytes(Timeline timeline) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonTimeline(out, JsonTimeline.Form.LINES)) {
            json.write(timeline, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Map<String, Object>> rows(Map<String, Object> json) {
        return ((List<?>) json.get("timeline")).stream().map(JsonTimelineTest::object).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static Object parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            assertThat(parser.nextToken()).isNull();
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> parser.getText();
        };
    }
}
