package tcpwalk.capture.decode;

import java.nio.ByteBuffer;
import tcpwalk.capture.Frame;
import tcpwalk.capture.Tunnel;
import tcpwalk.capture.Undecodable;

/** How far into a frame decoding has come, and what the headers on the way said. One is used for all frames. */
final class Cursor {

    static final int NO_VLAN = -1;
    /** Keeps sums of lengths within an {@code int}, whatever a file claims. */
    static final int LONGEST = 1 << 29;

    /** Network order. */
    ByteBuffer bytes;
    /** Where the next header begins. */
    int at;
    /** Where the captured bytes end. */
    int end;
    /** Where the bytes ended on the wire, as far as the headers so far tell. */
    int wireEnd;
    /** What an {@link Layer#ETHER_TYPE} is to be looked up. */
    int etherType;
    /** The innermost one, or {@link #NO_VLAN}. */
    int vlan;
    /** Of the packet that was entered last. */
    int ipVersion;
    /** The innermost one, or null. */
    Tunnel tunnel;
    /** Whether the packet is the first of several fragments. */
    boolean fragment;
    Undecodable fault;

    void start(Frame frame) {
        bytes = frame.bytes();
        at = frame.offset();
        end = at + frame.capturedLength();
        wireEnd = at + Math.min(LONGEST, Math.max(frame.originalLength(), frame.capturedLength()));
        vlan = NO_VLAN;
        tunnel = null;
        fragment = false;
    }

    boolean has(int count) {
        return end - at >= count;
    }

    int octet(int offset) {
        return bytes.get(at + offset) & 0xff;
    }

    int half(int offset) {
        return bytes.getShort(at + offset) & 0xffff;
    }

    int word(int offset) {
        return bytes.getInt(at + offset);
    }

    /** A header of {@code count} bytes is done. */
    Layer pass(int count, Layer next) {
        at += count;
        return next;
    }

    /** A header of {@code count} bytes is done, and a type from the EtherType registry says what follows. */
    Layer passTo(int count, int etherType) {
        at += count;
        this.etherType = etherType;
        return Layer.ETHER_TYPE;
    }

    /** What follows travels in a tunnel. */
    Layer enter(Tunnel tunnel, Layer next) {
        this.tunnel = tunnel;
        return next;
    }

    Layer fail(Undecodable reason) {
        fault = reason;
        return Layer.FAULT;
    }
}
