package tcpwalk.render;

import com.fasterxml.jackson.core.io.SerializedString;
import tcpwalk.tcp.TcpState;

/** The names of the JSON contract, encoded once. */
final class JsonNames {

    static final SerializedString SCHEMA = new SerializedString("schema");
    static final SerializedString SCHEMA_VALUE = new SerializedString("tcpwalk.connection/1");
    static final SerializedString ID = new SerializedString("id");
    static final SerializedString CLIENT = new SerializedString("client");
    static final SerializedString SERVER = new SerializedString("server");
    static final SerializedString ADDRESS = new SerializedString("address");
    static final SerializedString PORT = new SerializedString("port");
    static final SerializedString ROLES = new SerializedString("roles");
    static final SerializedString INTERFACE = new SerializedString("interface");
    static final SerializedString START = new SerializedString("start");
    static final SerializedString DURATION = new SerializedString("duration");
    static final SerializedString OUTCOME = new SerializedString("outcome");
    static final SerializedString CLOSED_BY = new SerializedString("closed_by");
    static final SerializedString RESET_CAUSE = new SerializedString("reset_cause");
    static final SerializedString STORY = new SerializedString("story");

    static final SerializedString HANDSHAKE = new SerializedString("handshake");
    static final SerializedString RTT = new SerializedString("rtt");
    static final SerializedString CLIENT_ISN = new SerializedString("client_isn");
    static final SerializedString SERVER_ISN = new SerializedString("server_isn");
    static final SerializedString MSS = new SerializedString("mss");

    static final SerializedString ENDPOINTS = new SerializedString("endpoints");
    static final SerializedString STATE = new SerializedString("state");
    static final SerializedString PATH = new SerializedString("path");
    static final SerializedString SEGMENTS = new SerializedString("segments");
    static final SerializedString BYTES = new SerializedString("bytes");
    static final SerializedString RETRANSMITTED = new SerializedString("retransmitted");

    static final SerializedString FINDINGS = new SerializedString("findings");
    static final SerializedString KIND = new SerializedString("kind");
    static final SerializedString SEVERITY = new SerializedString("severity");
    static final SerializedString COUNT = new SerializedString("count");
    static final SerializedString FRAMES = new SerializedString("frames");
    static final SerializedString SECTION = new SerializedString("section");
    static final SerializedString MEANING = new SerializedString("meaning");
    static final SerializedString TEXT = new SerializedString("text");
    static final SerializedString CONFIDENCE = new SerializedString("confidence");
    static final SerializedString ALTERNATIVE = new SerializedString("alternative");

    static final SerializedString ALARM_SCHEMA_VALUE = new SerializedString("tcpwalk.alarm/1");
    static final SerializedString ALARM = new SerializedString("alarm");
    static final SerializedString SUBJECT = new SerializedString("subject");

    static final SerializedString PEERS = new SerializedString("peers");
    static final SerializedString ZEEK_STATE = new SerializedString("zeek_state");
    static final SerializedString ZEEK_HISTORY = new SerializedString("zeek_history");
    static final SerializedString WIRESHARK_COMPLETENESS = new SerializedString("wireshark_completeness");

    static final SerializedString KERNEL = new SerializedString("kernel");
    static final SerializedString PROCESS = new SerializedString("process");
    static final SerializedString PID = new SerializedString("pid");
    static final SerializedString COMPARED = new SerializedString("compared");
    static final SerializedString AGREED = new SerializedString("agreed");

    static final SerializedString TIMELINE = new SerializedString("timeline");
    static final SerializedString FRAME = new SerializedString("frame");
    static final SerializedString TIME = new SerializedString("time");
    static final SerializedString FROM = new SerializedString("from");
    static final SerializedString FLAGS = new SerializedString("flags");
    static final SerializedString SEQ = new SerializedString("seq");
    static final SerializedString ACK = new SerializedString("ack");
    static final SerializedString LENGTH = new SerializedString("length");
    static final SerializedString WINDOW = new SerializedString("window");
    static final SerializedString EVENT = new SerializedString("event");
    static final SerializedString TRANSITIONS = new SerializedString("transitions");
    static final SerializedString ENDPOINT = new SerializedString("endpoint");
    static final SerializedString TO = new SerializedString("to");
    static final SerializedString EVIDENCE = new SerializedString("evidence");
    static final SerializedString RULE = new SerializedString("rule");

    private static final SerializedString[] STATES = states();

    private JsonNames() {
    }

    /** {@code FIN-WAIT-1}. */
    static SerializedString of(TcpState state) {
        return STATES[state.ordinal()];
    }

    private static SerializedString[] states() {
        TcpState[] all = TcpState.values();
        SerializedString[] states = new SerializedString[all.length];
        for (TcpState state : all) {
            states[state.ordinal()] = new SerializedString(state.toString());
        }
        return states;
    }
}
