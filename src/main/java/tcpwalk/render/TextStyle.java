package tcpwalk.render;

/**
 * How text is to look. The caller knows its terminal; nothing here detects anything.
 *
 * @param width   columns to fill, at least {@link #MIN_WIDTH}
 * @param colour  whether escape sequences may colour the text
 * @param unicode whether arrows may be drawn with box characters; else ASCII
 * @param brief   whether to leave the annotations out
 * @param frames  whether to number the rows by their frames in the capture
 */
public record TextStyle(int width, boolean colour, boolean unicode, boolean brief, boolean frames) {

    /** Below this, rows no longer fit and the terminal wraps them. */
    public static final int MIN_WIDTH = 72;

    public TextStyle {
        width = Math.max(width, MIN_WIDTH);
    }

    /** No colour, box characters, annotations, no frame numbers. */
    public static TextStyle plain(int width) {
        return new TextStyle(width, false, true, false, false);
    }

    public TextStyle withColour() {
        return new TextStyle(width, true, unicode, brief, frames);
    }

    public TextStyle withAscii() {
        return new TextStyle(width, colour, false, brief, frames);
    }

    public TextStyle withBrief() {
        return new TextStyle(width, colour, unicode, true, frames);
    }

    public TextStyle withFrames() {
        return new TextStyle(width, colour, unicode, brief, true);
    }
}
