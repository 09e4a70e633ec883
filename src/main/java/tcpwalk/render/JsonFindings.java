package tcpwalk.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import tcpwalk.tcp.Fact;
import tcpwalk.tcp.Finding;

/** Findings of a connection, of a row and of an alarm. */
final class JsonFindings {

    private final JsonGenerator json;
    private final Nanoseconds nanoseconds;

    JsonFindings(JsonGenerator json, Nanoseconds nanoseconds) {
        this.json = json;
        this.nanoseconds = nanoseconds;
    }

    /** The array of findings; a count appears where one repeats, an alternative where there is one. */
    void write(List<Finding> findings) throws IOException {
        json.writeStartArray();
        for (Finding finding : findings) {
            write(finding);
        }
        json.writeEndArray();
    }

    private void write(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeFieldName(JsonNames.KIND);
        json.writeString(finding.kind().toString());
        json.writeFieldName(JsonNames.SEVERITY);
        json.writeString(finding.kind().severity().toString());
        if (finding.count() > 1) {
            json.writeFieldName(JsonNames.COUNT);
            json.writeNumber(finding.count());
        }
        json.writeFieldName(JsonNames.FRAMES);
        frames(finding.frames());
        json.writeFieldName(JsonNames.TEXT);
        json.writeString(finding.text());
        json.writeFieldName(JsonNames.MEANING);
        json.writeString(finding.kind().meaning());
        json.writeFieldName(JsonNames.SECTION);
        json.writeString(finding.kind().section());
        json.writeFieldName(JsonNames.CONFIDENCE);
        json.writeString(finding.confidence().toString());
        if (finding.alternative() != null) {
            json.writeFieldName(JsonNames.ALTERNATIVE);
            json.writeString(finding.alternative());
        }
        if (!finding.evidence().isEmpty()) {
            json.writeFieldName(JsonNames.EVIDENCE);
            evidence(finding.evidence());
        }
        json.writeEndObject();
    }

    private void frames(List<Long> frames) throws IOException {
        json.writeStartArray();
        for (long frame : frames) {
            // An event has no frame.
            if (frame > 0) {
                json.writeNumber(frame);
            }
        }
        json.writeEndArray();
    }

    private void evidence(List<Fact> facts) throws IOException {
        json.writeStartObject();
        for (Fact fact : facts) {
            json.writeFieldName(fact.name());
            switch (fact.unit()) {
                case TIME -> nanoseconds.write(fact.number(), json);
                case NUMBER -> json.writeNumber(fact.number());
                case WORD -> json.writeString(fact.word());
            }
        }
        json.writeEndObject();
    }
}
