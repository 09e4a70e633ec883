package tcpwalk.render;

import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Side;

/** What a piece of text is, and the escape sequence (ECMA-48 SGR) that colours it so. */
public enum Ink {
    PLAIN(""),
    TITLE("1"),
    FAINT("2"),
    CHANGED("1"),
    CLIENT("36"),
    SERVER("35"),
    NOTE("34"),
    WARNING("33"),
    ERROR("31");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The text between the sequences that switch this ink on and off, or unchanged without colour. */
    public String paint(String text, boolean colour) {
        return !colour || this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }

    public static Ink of(Side side) {
        return side == null ? FAINT : side == Side.CLIENT ? CLIENT : SERVER;
    }

    public static Ink of(Severity severity) {
        return switch (severity) {
            case NOTE -> NOTE;
            case WARNING -> WARNING;
            case ERROR -> ERROR;
        };
    }
}
