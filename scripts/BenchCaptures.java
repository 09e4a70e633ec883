import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Writes the captures that scripts/bench measures on; seeded, so that every run writes the same bytes.
 * Usage: java BenchCaptures.java payload|headers|syns|sniff FILE
 */
final class BenchCaptures {

    private static final int HEADERS = 14 + 20 + 32;
    private static final int SYN = 2;
    private static final int FIN = 1;
    private static final int ACK = 16;

    private final SplittableRandom random = new SplittableRandom(9293);
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(4 << 20);
    private final int snapLength;
    private long time = 1_790_000_000_000_000_000L;

    private BenchCaptures(OutputStream out, int snapLength) {
        this.out = out;
        this.snapLength = snapLength;
    }

    public static void main(String[] args) throws IOException {
        try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
            BenchCaptures captures = new BenchCaptures(out, args[0].equals("payload") ? 262_144 : 96);
            captures.header();
            switch (args[0]) {
                case "payload" -> captures.connections(60_000, 5_000, 17, 1_400);
                case "headers" -> captures.connections(400_000, 20_000, 17, 1_400);
                case "syns" -> captures.syns(10_000_000);
                case "sniff" -> captures.connections(100_000, 20_000, 17, 1_400);
                default -> throw new IllegalArgumentException("payload, headers, syns or sniff");
            }
            captures.flush();
        }
    }

    private void header() {
        buffer.order(ByteOrder.LITTLE_ENDIAN).putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4)
                .putInt(0).putInt(0).putInt(snapLength).putInt(1);
    }

    /** One open connection: its two ends' numbers and how far it has come. */
    private static final class Talk {
        int client;
        int clientPort;
        int server;
        int seq;
        int ack;
        int step;
        int exchanges;
    }

    /** Interleaves connections, {@code open} at a time; each: handshake, request and answers with ACKs, teardown. */
    private void connections(int count, int open, int exchanges, int size) throws IOException {
        Talk[] talks = new Talk[open];
        int begun = 0;
        int ended = 0;
        while (ended < count) {
            int i = random.nextInt(open);
            if (talks[i] == null && begun < count) {
                talks[i] = begin(begun++, exchanges);
            }
            if (talks[i] != null && advance(talks[i], size)) {
                talks[i] = null;
                ended++;
            }
        }
    }

    private Talk begin(int number, int exchanges) {
        Talk talk = new Talk();
        talk.client = 0x0a000000 + (number * 0x9e37 & 0xffffff);
        talk.clientPort = 1024 + number % 60_000;
        talk.server = 0xc0a80000 + number % 64;
        talk.seq = random.nextInt();
        talk.ack = random.nextInt();
        talk.exchanges = exchanges / 2 + random.nextInt(exchanges);
        return talk;
    }

    /** Writes the connection's next segment and says whether it was the last. */
    private boolean advance(Talk talk, int size) throws IOException {
        int step = talk.step++;
        int closing = 4 + talk.exchanges;
        if (step == 0) {
            segment(talk, true, SYN, 0);
            talk.seq++;
        } else if (step == 1) {
            segment(talk, false, SYN | ACK, 0);
            talk.ack++;
        } else if (step == 2) {
            segment(talk, true, ACK, 0);
        } else if (step == 3) {
            segment(talk, true, ACK, 200);
            talk.seq += 200;
        } else if (step < closing) {
            exchange(talk, step, size);
        } else {
            return close(talk, step - closing);
        }
        return false;
    }

    private void exchange(Talk talk, int step, int size) throws IOException {
        if (step % 3 == 2) {
            segment(talk, true, ACK, 0);
        } else {
            segment(talk, false, ACK, size);
            talk.ack += size;
        }
    }

    private boolean close(Talk talk, int step) throws IOException {
        switch (step) {
            case 0 -> {
                segment(talk, true, FIN | ACK, 0);
                talk.seq++;
            }
            case 1 -> {
                segment(talk, false, FIN | ACK, 0);
                talk.ack++;
            }
            default -> segment(talk, true, ACK, 0);
        }
        return step == 2;
    }

    private void syns(int count) throws IOException {
        Talk talk = new Talk();
        talk.server = 0xc0a80001;
        for (int i = 0; i < count; i++) {
            talk.client = 0x0a000000 + random.nextInt(1 << 24);
            talk.clientPort = 1024 + random.nextInt(60_000);
            talk.seq = random.nextInt();
            segment(talk, true, SYN, 0);
        }
    }

    private void segment(Talk talk, boolean fromClient, int flags, int payload) throws IOException {
        time += 5_000 + random.nextInt(10_000);
        int length = HEADERS + payload;
        int captured = Math.min(length, snapLength);
        if (buffer.remaining() < captured + 16) {
            flush();
        }
        buffer.order(ByteOrder.LITTLE_ENDIAN).putInt((int) (time / 1_000_000_000)).putInt((int) (time % 1_000_000_000))
                .putInt(captured).putInt(length);
        int start = buffer.position();
        buffer.order(ByteOrder.BIG_ENDIAN).putLong(0x0202_0202_0202_0404L).putInt(0x0404_0404).putShort((short) 0x0800);
        buffer.putShort((short) 0x4500).putShort((short) (length - 14)).putInt(0x00004000).putShort((short) 0x4006)
                .putShort((short) 0).putInt(fromClient ? talk.client : talk.server)
                .putInt(fromClient ? talk.server : talk.client);
        buffer.putShort((short) (fromClient ? talk.clientPort : 443)).putShort((short) (fromClient ? 443 : talk.clientPort))
                .putInt(fromClient ? talk.seq : talk.ack)
                .putInt((flags & ACK) == 0 ? 0 : fromClient ? talk.ack : talk.seq)
                .putShort((short) (0x8000 | flags)).putShort((short) 0xfaf0).putInt(0);
        if ((flags & SYN) != 0) {
            buffer.putInt(0x020405b4).putInt(0x01010402).putInt(0x01030307);
        } else {
            buffer.putInt(0x0101080a).putInt((int) (time / 1_000_000)).putInt((int) (time / 1_000_000) - 1);
        }
        int payloadAt = start + HEADERS;
        Arrays.fill(buffer.array(), payloadAt, Math.max(payloadAt, start + captured), (byte) 0);
        buffer.putShort(start + 14 + 10, checksum(0, start + 14, 20));
        // The payload, cut off or not, is zeros, which add nothing.
        buffer.putShort(start + 34 + 16, checksum(sum(start + 26, 8) + 6 + length - 34, start + 34, HEADERS - 34));
        buffer.position(start + captured);
    }

    /** The Internet checksum (RFC 1071) of some bytes and of what was added up before. */
    private short checksum(long before, int at, int count) {
        long sum = before + sum(at, count);
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }

    private long sum(int at, int count) {
        long sum = 0;
        for (int i = at; i < at + count; i += 2) {
            sum += buffer.getShort(i) & 0xffff;
        }
        return sum;
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
