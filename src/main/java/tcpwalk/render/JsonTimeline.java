package tcpwalk.render;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.EndpointReport;
import tcpwalk.timeline.PeerVerdicts;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.EndpointAddress;

/**
 * Connections as JSON, schema {@code tcpwalk.connection/1}: one object per line, or an array of them. What is not known
 * is null, never 0; times are seconds with nine decimals, written from integers. Hundreds of thousands of connections
 * go through one generator.
 */
public final class JsonTimeline implements Closeable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build()
            .setRootValueSeparator("")
            .setCharacterEscapes(new JsonEscapes());

    /** How several connections follow each other. */
    public enum Form {
        /** One array. */
        ARRAY,
        /** One object per line (NDJSON). */
        LINES
    }

    private final JsonGenerator json;
    private final Form form;
    private final JsonRows rows;
    private final JsonFindings findings;
    private final UtcTime utc = new UtcTime();
    private final Nanoseconds nanoseconds = new Nanoseconds();
    private boolean empty = true;

    /** Writes characters; nothing is sure to have arrived before {@link #flush()} or {@link #close()}. */
    public JsonTimeline(Appendable out, Form form) throws IOException {
        this(FACTORY.createGenerator(new AppendableWriter(out)), form);
    }

    /** Writes UTF-8 bytes, which is faster. The stream stays open. */
    public JsonTimeline(OutputStream out, Form form) throws IOException {
        this(FACTORY.createGenerator(out, JsonEncoding.UTF8), form);
    }

    private JsonTimeline(JsonGenerator json, Form form) {
        this.json = json;
        this.form = form;
        findings = new JsonFindings(json, nanoseconds);
        rows = new JsonRows(json, nanoseconds, findings);
    }

    /** The connection as one object; its rows too, where {@code withTimeline}. */
    public void write(Timeline timeline, boolean withTimeline) throws IOException {
        write(timeline, withTimeline, null);
    }

    /** The same with what the kernel says of it, unless that was not asked for and is null. */
    public void write(Timeline timeline, boolean withTimeline, KernelStates kernel) throws IOException {
        begin();
        json.writeFieldName(JsonNames.SCHEMA);
        json.writeString(JsonNames.SCHEMA_VALUE);
        json.writeFieldName(JsonNames.ID);
        json.writeNumber(timeline.id());
        address(JsonNames.CLIENT, timeline.client().address());
        address(JsonNames.SERVER, timeline.server().address());
        outline(timeline);
        handshake(timeline);
        json.writeFieldName(JsonNames.ENDPOINTS);
        json.writeStartObject();
        endpoint(JsonNames.CLIENT, timeline.client());
        endpoint(JsonNames.SERVER, timeline.server());
        json.writeEndObject();
        json.writeFieldName(JsonNames.FINDINGS);
        findings.write(timeline.findings());
        peers(timeline.peers());
        if (kernel != null) {
            json.writeFieldName(JsonNames.KERNEL);
            json.writeStartObject();
            kernel(JsonNames.CLIENT, kernel.client());
            kernel(JsonNames.SERVER, kernel.server());
            json.writeEndObject();
        }
        if (withTimeline) {
            json.writeFieldName(JsonNames.TIMELINE);
            rows.write(timeline.rows(), timeline.start());
        }
        end();
    }

    /**
     * What many connections show together, as an object of its own after them: schema {@code tcpwalk.alarm/1}. It has
     * findings as a connection has, and none of its other members.
     *
     * @param subject the listener or the scanner
     * @param time    when it was recognised, nanoseconds since the epoch
     */
    public void write(String subject, long time, Finding alarm) throws IOException {
        begin();
        json.writeFieldName(JsonNames.SCHEMA);
        json.writeString(JsonNames.ALARM_SCHEMA_VALUE);
        json.writeFieldName(JsonNames.ALARM);
        json.writeString(alarm.kind().toString());
        json.writeFieldName(JsonNames.SUBJECT);
        json.writeString(subject);
        json.writeFieldName(JsonNames.TIME);
        json.writeString(utc.of(time), 0, UtcTime.LENGTH);
        json.writeFieldName(JsonNames.FINDINGS);
        findings.write(List.of(alarm));
        end();
    }

    private void begin() throws IOException {
        if (form == Form.ARRAY) {
            json.writeRaw(empty ? "[\n" : ",\n");
        }
        empty = false;
        json.writeStartObject();
    }

    private void end() throws IOException {
        json.writeEndObject();
        if (form == Form.LINES) {
            json.writeRaw('\n');
        }
    }

    /** Hands on everything written so far. */
    public void flush() throws IOException {
        json.flush();
    }

    /** Ends the array; does not close what it was written to. */
    @Override
    public void close() throws IOException {
        if (form == Form.ARRAY) {
            json.writeRaw(empty ? "[]\n" : "\n]\n");
        }
        json.close();
    }

    private void outline(Timeline timeline) throws IOException {
        json.writeFieldName(JsonNames.ROLES);
        json.writeString(timeline.roles().toString());
        json.writeFieldName(JsonNames.INTERFACE);
        json.writeString(timeline.interfaceName());
        json.writeFieldName(JsonNames.START);
        json.writeString(utc.of(timeline.start()), 0, UtcTime.LENGTH);
        json.writeFieldName(JsonNames.DURATION);
        nanoseconds.write(timeline.duration(), json);
        json.writeFieldName(JsonNames.OUTCOME);
        json.writeString(timeline.outcome().toString());
        json.writeFieldName(JsonNames.CLOSED_BY);
        json.writeString(timeline.closedBy() == null ? null : timeline.closedBy().toString());
        json.writeFieldName(JsonNames.RESET_CAUSE);
        json.writeString(timeline.resetCause() == null ? null : timeline.resetCause().toString());
        json.writeFieldName(JsonNames.STORY);
        json.writeString(timeline.story());
    }

    private void address(SerializedString name, EndpointAddress address) throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
        json.writeFieldName(JsonNames.ADDRESS);
        json.writeString(address.address().toString());
        json.writeFieldName(JsonNames.PORT);
        json.writeNumber(address.port());
        json.writeEndObject();
    }

    private void handshake(Timeline timeline) throws IOException {
        json.writeFieldName(JsonNames.HANDSHAKE);
        json.writeStartObject();
        json.writeFieldName(JsonNames.RTT);
        nanoseconds.write(timeline.handshakeRtt(), json);
        json.writeFieldName(JsonNames.CLIENT_ISN);
        unsigned(timeline.client().isn());
        json.writeFieldName(JsonNames.SERVER_ISN);
        unsigned(timeline.server().isn());
        json.writeFieldName(JsonNames.MSS);
        json.writeStartObject();
        json.writeFieldName(JsonNames.CLIENT);
        unsigned(timeline.client().mss());
        json.writeFieldName(JsonNames.SERVER);
        unsigned(timeline.server().mss());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void unsigned(Integer number) throws IOException {
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(Integer.toUnsignedLong(number));
        }
    }

    private void endpoint(SerializedString name, EndpointReport end) throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
        json.writeFieldName(JsonNames.STATE);
        json.writeString(JsonNames.of(end.state()));
        json.writeFieldName(JsonNames.PATH);
        json.writeStartArray();
        List<TcpState> path = end.path();
        for (int i = 0; i < path.size(); i++) {
            json.writeString(JsonNames.of(path.get(i)));
        }
        json.writeEndArray();
        json.writeFieldName(JsonNames.SEGMENTS);
        json.writeNumber(end.segments());
        json.writeFieldName(JsonNames.BYTES);
        json.writeNumber(end.bytes());
        json.writeFieldName(JsonNames.RETRANSMITTED);
        json.writeNumber(end.retransmitted());
        json.writeEndObject();
    }

    private void kernel(SerializedString side, KernelStates.End end) throws IOException {
        json.writeFieldName(side);
        if (end == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeFieldName(JsonNames.STATE);
        json.writeString(end.state().toString());
        json.writeFieldName(JsonNames.PATH);
        json.writeStartArray();
        for (TcpState state : end.path()) {
            json.writeString(state.toString());
        }
        json.writeEndArray();
        json.writeFieldName(JsonNames.PROCESS);
        json.writeString(end.process());
        json.writeFieldName(JsonNames.PID);
        if (end.pid() == null) {
            json.writeNull();
        } else {
            json.writeNumber(end.pid());
        }
        json.writeFieldName(JsonNames.COMPARED);
        json.writeNumber(end.compared());
        json.writeFieldName(JsonNames.AGREED);
        json.writeNumber(end.agreed());
        json.writeEndObject();
    }

    private void peers(PeerVerdicts peers) throws IOException {
        json.writeFieldName(JsonNames.PEERS);
        if (peers == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeFieldName(JsonNames.ZEEK_STATE);
        json.writeString(peers.zeekState());
        json.writeFieldName(JsonNames.ZEEK_HISTORY);
        json.writeString(peers.zeekHistory());
        json.writeFieldName(JsonNames.WIRESHARK_COMPLETENESS);
        json.writeNumber(peers.wiresharkCompleteness());
        json.writeEndObject();
    }
}
