package tcpwalk.tcp.peers;

import tcpwalk.wire.Segment;

/** What Zeek and Wireshark would say of one connection. */
public final class PeerViews {

    private final ZeekView zeek;
    private final CompletenessView wireshark;

    /** Of a connection of which nothing was seen yet. */
    public PeerViews() {
        this(new ZeekView(), new CompletenessView());
    }

    private PeerViews(ZeekView zeek, CompletenessView wireshark) {
        this.zeek = zeek;
        this.wireshark = wireshark;
    }

    /** Of a connection that has gone by the {@link Textbook} so far, its ends standing where they stand. */
    public static PeerViews after(long course, SendSequence client, SendSequence server) {
        return new PeerViews(ZeekView.after(course, client, server), CompletenessView.after(course, client, server));
    }

    /** Takes the connection's next segment. */
    public void observe(Segment segment, boolean fromClient) {
        zeek.observe(segment, fromClient);
        wireshark.observe(segment, fromClient);
    }

    /** Zeek's {@code conn_state}. */
    public ZeekState zeekState() {
        return zeek.state();
    }

    /** Zeek's {@code history}. */
    public String zeekHistory() {
        return zeek.history();
    }

    /** Wireshark's {@code tcp.completeness}. */
    public int wiresharkCompleteness() {
        return wireshark.value();
    }

    /** Wireshark's words for it, for instance {@code Complete, WITH_DATA}. */
    public String wiresharkDescription() {
        return CompletenessView.describe(wireshark.value());
    }
}
