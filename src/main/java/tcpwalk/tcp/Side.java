package tcpwalk.tcp;

/** Which end: the client sent the SYN; where no SYN was seen, {@link Roles} says how the ends were told apart. */
public enum Side {
    CLIENT,
    SERVER;

    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    /** {@code client} or {@code server}. */
    @Override
    public String toString() {
        return this == CLIENT ? "client" : "server";
    }
}
