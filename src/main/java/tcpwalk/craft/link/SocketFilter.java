package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A classic BPF program, which the kernel runs on what a socket would receive. */
enum SocketFilter {

    /** {@code ret #0}: nothing is ever received. */
    DROP_ALL(new long[][] {{Code.RETURN, 0, 0, 0}}),

    /** Ethernet frames that hold an ICMPv6 neighbour advertisement without extension headers. */
    NEIGHBOUR_ADVERTISEMENTS(new long[][] {
            {Code.LOAD_BYTE, 0, 0, 14 + 6},
            {Code.JUMP_EQUAL, 0, 3, 58},
            {Code.LOAD_BYTE, 0, 0, 14 + 40},
            {Code.JUMP_EQUAL, 0, 1, 136},
            {Code.RETURN, 0, 0, 0xffff},
            {Code.RETURN, 0, 0, 0}});

    static final int INSTRUCTION_LENGTH = 8;

    private final long[][] program;

    SocketFilter(long[][] program) {
        this.program = program;
    }

    /** The program as an array of {@code struct sock_filter}. */
    ByteBuffer instructions() {
        ByteBuffer bytes = ByteBuffer.allocate(program.length * INSTRUCTION_LENGTH).order(ByteOrder.nativeOrder());
        for (long[] instruction : program) {
            bytes.putShort((short) instruction[0]).put((byte) instruction[1]).put((byte) instruction[2])
                    .putInt((int) instruction[3]);
        }
        return bytes.flip();
    }

    private static final class Code {
        static final int LOAD_BYTE = 0x30;
        static final int JUMP_EQUAL = 0x15;
        static final int RETURN = 0x06;
    }
}
