package tcpwalk.render;

/**
 * The geometry of a ladder: where its columns begin and how wide they are, in characters. Drawing is done elsewhere.
 *
 * <pre>
 * frame     time ms  client        segment                                   server
 *    12       5.058  ESTABLISHED?  ◀────────[SYN,ACK] seq 0 ack 1 win 65160 ── SYN-RECEIVED
 *                     ^ client        ^ text                                      ^ server
 * </pre>
 */
final class LadderLayout {

    /** {@code SYN-RECEIVED?}. */
    static final int STATE_WIDTH = 13;
    /** {@code 59999.999}. */
    static final int TIME_WIDTH = 9;

    private static final int FRAME_WIDTH = 6;
    private static final int GAP = 2;
    /** Longer arrows lead the eye nowhere. */
    private static final int MAX_ARROW = 88;
    /** Text below a row stays between the states where that leaves it this many columns. */
    private static final int MIN_TEXT = 56;

    private final int frameWidth;
    private final int arrowWidth;

    LadderLayout(TextStyle style) {
        frameWidth = style.frames() ? FRAME_WIDTH : 0;
        arrowWidth = Math.min(MAX_ARROW, style.width() - arrowStart() - 1 - STATE_WIDTH);
    }

    /** 0 where frames are not numbered. */
    int frameWidth() {
        return frameWidth;
    }

    int clientStart() {
        return frameWidth + TIME_WIDTH + GAP;
    }

    int arrowStart() {
        return clientStart() + STATE_WIDTH + 1;
    }

    /** Where everything below a row begins: under its label, so that times and states stand clear. */
    int textStart() {
        return arrowStart() + GAP;
    }

    int arrowWidth() {
        return arrowWidth;
    }

    int serverStart() {
        return arrowStart() + arrowWidth + 1;
    }

    /** How wide a row is with both states. */
    int width() {
        return serverStart() + STATE_WIDTH;
    }

    /** How wide the text below a row may be. */
    int textWidth() {
        return arrowWidth - GAP >= MIN_TEXT ? arrowWidth - GAP : width() - textStart();
    }
}
