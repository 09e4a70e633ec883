package tcpwalk.render;

/** The characters that draw a ladder. */
record LadderGlyphs(String line, String right, String left, String dash, String dot, String arrow, String separator,
        String note, String warning, String error, String back) {

    private static final LadderGlyphs UNICODE =
            new LadderGlyphs("─", "▶", "◀", "╌", "○", "→", " · ", "·", "!", "✗", "↺");
    private static final LadderGlyphs ASCII =
            new LadderGlyphs("-", ">", "<", ".", "o", "->", ", ", "*", "!", "x", "<");

    /** Text that is still to be wrapped, the few signs beyond ASCII spelt out where arrows are ASCII too. */
    String spell(String text) {
        return this == UNICODE ? text
                : text.replace("§", "section" + TextFlow.NO_BREAK_SPACE).replace("µs", "us").replace("×", "x")
                        .replace("…", "~");
    }

    static LadderGlyphs of(TextStyle style) {
        return style.unicode() ? UNICODE : ASCII;
    }
}
