package tcpwalk.tcp;

/** The evidence for which end is the client. */
public enum Roles {
    SYN("syn"),
    SYN_ACK("syn-ack"),
    PORT("port"),
    FIRST_SPEAKER("first-speaker");

    private final String text;

    Roles(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
