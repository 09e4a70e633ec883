package tcpwalk.tcp.peers;

/** How far an end has sent and was acknowledged (RFC 9293 §3.3.1), as whoever watches the connection knows it. */
public interface SendSequence {

    /** The initial sequence number. */
    int iss();

    /** The lowest number not yet acknowledged. */
    int sndUna();

    /** The number after the highest sent. */
    int sndNxt();
}
