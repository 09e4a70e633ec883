package tcpwalk.craft.endpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/** A scripted peer: says line by line what arrives, and reads line by line what the endpoint sends. */
final class Exchange implements EndpointListener, SegmentSink {

    static final long MILLISECOND = 1_000_000L;
    static final Offer PLAIN = new Offer(1460, 65535, -1, false, false, false);
    static final Offer FULL = new Offer(1460, 64240, 7, true, true, false);
    static final int RETRIES = 3;

    private final int iss;
    private final int irs;
    private final List<String> sent = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Integer> waits = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private long delivered;
    private int gaveUpAfter = -1;
    private long now;
    final CraftedEndpoint endpoint;

    Exchange(Offer offer) {
        this(offer, 1000, 5000);
    }

    Exchange(Offer offer, int iss, int irs) {
        this(offer, iss, irs, Side.CLIENT);
    }

    Exchange(Offer offer, int iss, int irs, Side side) {
        this.iss = iss;
        this.irs = irs;
        endpoint = new CraftedEndpoint(new EndpointSettings(side, address("10.0.0.1", 40000),
                address("10.0.0.2", 80), offer, iss, 0, 1460, RETRIES, 60_000 * MILLISECOND), this, this);
    }

    private static EndpointAddress address(String literal, int port) {
        return new EndpointAddress(IpAddress.parse(literal), port);
    }

    /** An open connection without options; the handshake's segments are already read. */
    static Exchange established() {
        return established(1000, 5000);
    }

    static Exchange established(int iss, int irs) {
        Exchange exchange = new Exchange(PLAIN, iss, irs);
        exchange.endpoint.open(exchange.now);
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        exchange.forget();
        return exchange;
    }

    /** An open connection with timestamps, scale and SACK; the peer's clock stood at 100 in its SYN,ACK. */
    static Exchange establishedWithOptions() {
        Exchange exchange = new Exchange(FULL);
        exchange.endpoint.open(exchange.now);
        exchange.arrives("S. 0:0(0) ack 1 win 65160 <mss 1460,sackOK,TS val 100 ecr 0,wscale 7>");
        exchange.forget();
        return exchange;
    }

    Exchange arrives(String line) {
        return arrives(segment(line));
    }

    Exchange arrives(Segment segment) {
        endpoint.receive(segment, now);
        return this;
    }

    Segment segment(String line) {
        Segment segment = SegmentNotation.parse(line, irs, iss);
        byte[] payload = new byte[segment.length()];
        return segment.payload(ByteBuffer.wrap(payload), 0, payload.length);
    }

    /** What went out since the last call. */
    List<String> sent() {
        List<String> lines = List.copyOf(sent);
        sent.clear();
        return lines;
    }

    Segment lastSegment() {
        return segments.get(segments.size() - 1);
    }

    void forget() {
        sent.clear();
        remarks.clear();
        rules.clear();
    }

    Exchange after(long milliseconds) {
        now += milliseconds * MILLISECOND;
        endpoint.tick(now);
        return this;
    }

    /** Lets the next timer expire, just in time. */
    Exchange untilDeadline() {
        now = endpoint.nextDeadline();
        endpoint.tick(now);
        return this;
    }

    int iss() {
        return iss;
    }

    int irs() {
        return irs;
    }

    long milliseconds() {
        return now / MILLISECOND;
    }

    long now() {
        return now;
    }

    Exchange write(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        endpoint.send(bytes, now);
        return this;
    }

    Exchange close() {
        endpoint.close(now);
        return this;
    }

    TcpState state() {
        return endpoint.state();
    }

    List<Remark> remarks() {
        return remarks;
    }

    List<Rule> rules() {
        return rules;
    }

    List<Integer> waits() {
        return waits;
    }

    long delivered() {
        return delivered;
    }

    int gaveUpAfter() {
        return gaveUpAfter;
    }

    @Override
    public void send(Segment segment) {
        sent.add(SegmentNotation.print(segment, iss, irs));
        segments.add(segment.copyWithPayload());
    }

    @Override
    public void transitioned(Transition transition) {
        rules.add(transition.rule());
    }

    @Override
    public void remarked(Remark remark, Segment segment) {
        remarks.add(remark);
    }

    @Override
    public void delivered(long offset, int length) {
        if (offset != delivered) {
            throw new AssertionError("bytes delivered at " + offset + " instead of " + delivered);
        }
        delivered += length;
    }

    @Override
    public void timedOut(int attempt, long waited) {
        waits.add((int) (waited / MILLISECOND));
    }

    @Override
    public void gaveUp(int attempts) {
        gaveUpAfter = attempts;
    }
}
