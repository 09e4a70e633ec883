package tcpwalk.capture.decode;

import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.Undecodable;
import tcpwalk.wire.Checksum;
import tcpwalk.wire.Defect;
import tcpwalk.wire.PlainPackets;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.SegmentDecoder;

/**
 * Takes the headers off a frame, one after the other, until a TCP segment is left: the innermost one, where tunnels
 * nest. The sink says which segment is filled next, so that nothing is allocated. Hostile bytes never get past this
 * class: they are counted by reason.
 */
public final class FrameDecoder implements FrameSink {

    /** Twice as deep as Suricata goes; nobody nests that deep to be understood. */
    private static final int MOST_LAYERS = 32;
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4 = 0x0800;

    /** So many segments are judged in any case: enough for a small capture, and no time in a large one. */
    public static final int EARLY_CHECKSUMS = 10_000;

    private final SegmentSink sink;
    private final CaptureQuality quality;
    private final long checksums;
    private final Cursor cursor = new Cursor();
    private Segment segment = new Segment();
    private final QuoteDecoder quotes = new QuoteDecoder();

    /**
     * Decodes for {@code sink} and counts in {@code quality}.
     *
     * @param checksums of how many segments to judge the checksum, for which all of their bytes must be read
     */
    public FrameDecoder(SegmentSink sink, CaptureQuality quality, long checksums) {
        this.sink = sink;
        this.quality = quality;
        this.checksums = checksums;
    }

    @Override
    public void accept(Frame frame) {
        quality.countFrame(frame);
        Layer layer = Layer.of(frame.linkType());
        if (layer == null) {
            quality.countUnknownLinkType(frame.linkType());
            return;
        }
        if (layer == Layer.ETHERNET && addPlain(frame)) {
            quality.countSegment(null);
            return;
        }
        cursor.start(frame);
        segment.seen(frame.number(), frame.time(), frame.interfaceIndex());
        int layers = 0;
        while (layer.compareTo(Layer.NOTHING) < 0) {
            layer = layers++ < MOST_LAYERS ? step(layer) : cursor.fail(Undecodable.TOO_MANY_LAYERS);
        }
        if (layer == Layer.FAULT) {
            quality.countUndecodable(cursor.fault);
        }
    }

    /** Nine frames in ten, where the sink wants no object for them. */
    private boolean addPlain(Frame frame) {
        int captured = frame.capturedLength() - ETHERNET_HEADER;
        if (captured < 0 || frame.bytes().getShort(frame.offset() + ETHERNET_HEADER - 2) != IPV4
                || quality.segments() < checksums) {
            return false;
        }
        SegmentBatch batch = sink.batch();
        return batch != null && PlainPackets.add(frame.bytes(), frame.offset() + ETHERNET_HEADER, captured,
                frame.originalLength() - ETHERNET_HEADER, frame.number(), frame.time(), frame.interfaceIndex(), batch);
    }

    @Override
    public void pause() {
        sink.flush();
    }

    private Layer step(Layer layer) {
        return switch (layer) {
            case ETHERNET -> LinkLayers.ethernet(cursor);
            case ETHER_TYPE -> LinkLayers.etherType(cursor);
            case IP -> InternetLayers.ip(cursor);
            case IPV4 -> InternetLayers.ipv4(cursor, segment, quality);
            case IPV6 -> InternetLayers.ipv6(cursor, segment, quality);
            case TCP -> tcp();
            case UDP -> TunnelLayers.udp(cursor);
            case GRE -> TunnelLayers.gre(cursor);
            case ICMP, ICMPV6 -> icmp();
            case AUTHENTICATION -> InternetLayers.authentication(cursor);
            default -> rarerStep(layer);
        };
    }

    /** Apart from the common ones, so that the compiler keeps those together. */
    private Layer rarerStep(Layer layer) {
        return switch (layer) {
            case LLC -> LinkLayers.llc(cursor);
            case SLL -> LinkLayers.sll(cursor);
            case SLL2 -> LinkLayers.sll2(cursor);
            case NULL, LOOP -> LinkLayers.loopback(cursor);
            case MPLS -> LinkLayers.mpls(cursor);
            case TOKEN_RING -> LinkLayers.tokenRing(cursor);
            case FDDI -> LinkLayers.fddi(cursor);
            case PPPOE -> PppLayers.pppoe(cursor);
            case PPP -> PppLayers.ppp(cursor);
            case PPP_WITH_DIRECTION -> PppLayers.pppWithDirection(cursor);
            case CISCO_HDLC -> PppLayers.ciscoHdlc(cursor);
            case ENC -> PseudoLayers.enc(cursor);
            case PFLOG -> PseudoLayers.pflog(cursor);
            case NFLOG -> PseudoLayers.nflog(cursor);
            case PPI -> PseudoLayers.ppi(cursor);
            case IPOIB -> LinkLayers.ipOverInfiniband(cursor);
            case PRISM -> WifiLayers.prism(cursor);
            case RADIOTAP -> WifiLayers.radiotap(cursor);
            case IEEE802_11 -> WifiLayers.ieee80211(cursor);
            default -> Layer.NOTHING;
        };
    }

    private Layer tcp() {
        int captured = Math.max(0, cursor.end - cursor.at);
        int length = cursor.wireEnd - cursor.at;
        Defect defect = SegmentDecoder.decode(cursor.bytes, cursor.at, captured, length, segment);
        if (defect != null) {
            return cursor.fail(defect == Defect.HEADER_CUT ? Undecodable.TCP_HEADER_CUT : Undecodable.TCP_HEADER_BAD);
        }
        segment.packet().vlan(cursor.vlan).fragment(cursor.fragment)
                .tunnel(cursor.tunnel == null ? null : cursor.tunnel.label());
        if (quality.segments() < checksums && captured == length && !cursor.fragment) {
            segment.checksum(Checksum.verify(segment, cursor.bytes, cursor.at, length));
        }
        quality.countSegment(cursor.tunnel);
        segment = sink.segment(segment);
        return Layer.NOTHING;
    }

    private Layer icmp() {
        QuotedSegment quoted = quotes.decode(cursor, segment);
        if (quoted != null) {
            quality.countQuotedSegment();
            sink.quoted(quoted);
        }
        return Layer.NOTHING;
    }
}
