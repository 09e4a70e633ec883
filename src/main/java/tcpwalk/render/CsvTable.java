package tcpwalk.render;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.EndpointReport;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.Printable;

/** Connections as comma-separated values (RFC 4180), a line of names first. What is not known is empty. */
public final class CsvTable {

    private static final String NAMES = "id,start,duration,client_address,client_port,server_address,server_port,"
            + "interface,roles,outcome,closed_by,client_state,server_state,client_path,server_path,"
            + "client_segments,server_segments,client_bytes,server_bytes,client_retransmitted,server_retransmitted,"
            + "rtt,findings,story";

    private final Appendable out;
    private final StringBuilder line = new StringBuilder(512);

    public CsvTable(Appendable out) {
        this.out = out;
    }

    /** The names of the columns. */
    public void header() throws IOException {
        out.append(NAMES).append("\r\n");
    }

    /** One connection. */
    public void row(Timeline timeline) throws IOException {
        EndpointReport client = timeline.client();
        EndpointReport server = timeline.server();
        line.setLength(0);
        field(timeline.id()).field(new String(new UtcTime().of(timeline.start())))
                .field(Nanoseconds.seconds(timeline.duration()))
                .field(client.address().address()).field(client.address().port())
                .field(server.address().address()).field(server.address().port())
                .field(outside(timeline.interfaceName())).field(timeline.roles()).field(timeline.outcome())
                .field(timeline.closedBy()).field(client.state()).field(server.state())
                .field(path(client)).field(path(server)).field(client.segments()).field(server.segments())
                .field(client.bytes()).field(server.bytes())
                .field(client.retransmitted()).field(server.retransmitted())
                .field(timeline.handshakeRtt() == null ? null : Nanoseconds.seconds(timeline.handshakeRtt()))
                .field(findings(timeline))
                .field(timeline.story());
        line.setLength(line.length() - 1);
        out.append(line).append("\r\n");
    }

    private CsvTable field(Object value) {
        String text = value == null ? "" : value.toString();
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            line.append(text);
        } else {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
        line.append(',');
        return this;
    }

    /** Text from a capture is made printable, and may not begin like a formula of a spreadsheet. */
    private static String outside(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        return "=+-@".indexOf(text.charAt(0)) < 0 ? Printable.of(text) : "'" + Printable.of(text);
    }

    private static String findings(Timeline timeline) {
        return timeline.findings().stream().map(each -> each.kind().toString()).collect(Collectors.joining(" "));
    }

    private static String path(EndpointReport end) {
        List<TcpState> path = end.path();
        return path.stream().map(TcpState::toString).collect(Collectors.joining(" "));
    }
}
