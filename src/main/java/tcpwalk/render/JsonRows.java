package tcpwalk.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** The rows of a connection's object. */
final class JsonRows {

    private final JsonGenerator json;
    private final Nanoseconds nanoseconds;
    private final JsonFindings findings;

    JsonRows(JsonGenerator json, Nanoseconds nanoseconds, JsonFindings findings) {
        this.findings = findings;
        this.json = json;
        this.nanoseconds = nanoseconds;
    }

    /** The array of rows, timed from {@code start}. */
    void write(List<Row> rows, long start) throws IOException {
        json.writeStartArray();
        for (Row row : rows) {
            row(row, start);
        }
        json.writeEndArray();
    }

    private void row(Row row, long start) throws IOException {
        json.writeStartObject();
        json.writeFieldName(JsonNames.FRAME);
        number(row.frame() == 0 ? null : Long.valueOf(row.frame()));
        json.writeFieldName(JsonNames.TIME);
        nanoseconds.write(row.time() - start, json);
        json.writeFieldName(JsonNames.FROM);
        json.writeString(row.from() == null ? null : row.from().toString());
        segment(row);
        json.writeFieldName(JsonNames.CLIENT);
        json.writeString(JsonNames.of(row.client().state()));
        json.writeFieldName(JsonNames.SERVER);
        json.writeString(JsonNames.of(row.server().state()));
        json.writeFieldName(JsonNames.TRANSITIONS);
        transitions(row.transitions());
        json.writeFieldName(JsonNames.FINDINGS);
        findings.write(row.findings());
        json.writeEndObject();
    }

    /** An event has no segment: its numbers are null, and what happened is named instead. */
    private void segment(Row row) throws IOException {
        Segment segment = row.segment();
        json.writeFieldName(JsonNames.FLAGS);
        if (segment == null) {
            json.writeNull();
        } else {
            flags(segment);
        }
        json.writeFieldName(JsonNames.SEQ);
        number(row.seq());
        json.writeFieldName(JsonNames.ACK);
        number(row.ack());
        json.writeFieldName(JsonNames.LENGTH);
        number(segment == null ? null : Long.valueOf(segment.length()));
        json.writeFieldName(JsonNames.WINDOW);
        number(row.window());
        if (row.event() != null) {
            json.writeFieldName(JsonNames.EVENT);
            json.writeString(row.event());
        }
    }

    private void flags(Segment segment) throws IOException {
        json.writeStartArray();
        for (String flag : TcpFlags.names(segment.flags())) {
            json.writeString(flag);
        }
        json.writeEndArray();
    }

    private void transitions(List<Transition> transitions) throws IOException {
        json.writeStartArray();
        for (Transition transition : transitions) {
            json.writeStartObject();
            json.writeFieldName(JsonNames.ENDPOINT);
            json.writeString(transition.endpoint().toString());
            json.writeFieldName(JsonNames.FROM);
            json.writeString(JsonNames.of(transition.from()));
            json.writeFieldName(JsonNames.TO);
            json.writeString(JsonNames.of(transition.to()));
            json.writeFieldName(JsonNames.EVIDENCE);
            json.writeString(transition.evidence().toString());
            json.writeFieldName(JsonNames.RULE);
            json.writeString(transition.rule() == null ? null : transition.rule().section());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void number(Long number) throws IOException {
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }
}
