package tcpwalk.tcp.peers;

/** What Zeek notes the first, the tenth, the hundredth time, and so on. */
enum ZeekCounted {
    BAD_CHECKSUM('C'),
    GAP('G'),
    RETRANSMISSION('T'),
    ZERO_WINDOW('W');

    private final char letter;

    ZeekCounted(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
