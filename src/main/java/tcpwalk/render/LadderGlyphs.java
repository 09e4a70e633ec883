package tcpwalk.render;

/** The characters that draw a ladder. */
public record LadderGlyphs(String line, String right, String left, String dash, String dot, String arrow,
        String separator, String note, String warning, String error, String back) {

    private static final LadderGlyphs UNICODE =
            new LadderGlyphs("─", "▶", "◀", "╌", "○", "→", " · ", "·", "!", "✗", "↺");
    private static final LadderGlyphs ASCII =
            new LadderGlyphs("-", ">", "<", ".", "o", "->", ", ", "*", "!", "x", "<");

    /** Text that is still to be wrapped, the few signs beyond ASCII spelt out where arrows are ASCII too. */
    public String spell(String text) {
        return this == UNICODE ? text
                : text.replace("§", "section" + TextFlow.NO_BREAK_SPACE).replace("µs", "us").replace("×", "x")
                        .replace("…", "~");
    }

    public static LadderGlyphs of(TextStyle style) {
        return style.unicode() ? UNICODE : ASCII;
    }
}
