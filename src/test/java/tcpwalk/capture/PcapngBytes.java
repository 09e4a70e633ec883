package tcpwalk.capture;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds pcapng files for tests; each section may have its own byte order. */
public final class PcapngBytes {

    private final Octets all = new Octets();
    private ByteOrder order;

    public PcapngBytes(ByteOrder order) {
        section(order);
    }

    public PcapngBytes section(ByteOrder order) {
        this.order = order;
        return block(0x0a0d0d0a, body().u32(0x1a2b3c4dL).u16(1).u16(0).u64(-1));
    }

    /** A block's body in the order of the section. */
    public Octets body() {
        return new Octets(order);
    }

    public PcapngBytes block(int type, Octets body) {
        byte[] padded = body.pad(4).bytes();
        int length = 12 + padded.length;
        return raw(body().u32(type).u32(length).add(padded).u32(length).bytes());
    }

    /** Bytes that need not be a block. */
    public PcapngBytes raw(byte[] bytes) {
        all.add(bytes);
        return this;
    }

    public Octets option(int code, byte[] value) {
        return body().u16(code).u16(value.length).add(value).pad(4);
    }

    /** An interface with a name and whatever other options. */
    public PcapngBytes networkInterface(int linkType, int snapshotLength, String name, Octets... options) {
        Octets body = body().u16(linkType).u16(0).u32(snapshotLength)
                .add(option(2, name.getBytes(StandardCharsets.UTF_8)).bytes());
        for (Octets option : options) {
            body.add(option.bytes());
        }
        return block(1, body.u32(0));
    }

    public PcapngBytes packet(int interfaceId, long ticks, byte[] frame, Octets... options) {
        Octets body = body().u32(interfaceId).u32(ticks >>> 32).u32(ticks).u32(frame.length).u32(frame.length)
                .add(frame).pad(4);
        for (Octets option : options) {
            body.add(option.bytes());
        }
        return block(6, body);
    }

    public PcapngBytes oldPacket(int interfaceId, int drops, long ticks, byte[] frame) {
        return block(2, body().u16(interfaceId).u16(drops).u32(ticks >>> 32).u32(ticks).u32(frame.length)
                .u32(frame.length).add(frame));
    }

    public PcapngBytes simplePacket(int original, byte[] frame) {
        return block(3, body().u32(original).add(frame));
    }

    public PcapngBytes statistics(int interfaceId, long droppedByInterface, long droppedBySystem) {
        return block(5, body().u32(interfaceId).u64(0).add(option(5, body().u64(droppedByInterface).bytes()).bytes())
                .add(option(7, body().u64(droppedBySystem).bytes()).bytes()).u32(0));
    }

    public byte[] bytes() {
        return all.bytes();
    }
}
