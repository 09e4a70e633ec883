package tcpwalk.watch.terminal;

/**
 * A key that was pressed.
 *
 * @param character the code point of a {@link Kind#CHARACTER}, else 0
 */
public record Key(Kind kind, int character) {

    /** Which key. */
    public enum Kind {
        CHARACTER, UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END, ENTER, TAB, BACKSPACE, DELETE, ESCAPE,
        /** Ctrl-U: the line typed so far is taken back. */
        ERASE_LINE,
        /** Ctrl-W: its last word. */
        ERASE_WORD,
        /** Ctrl-L: something else wrote on the screen. */
        REDRAW,
        /** Ctrl-Z: back to the shell for a while. */
        SUSPEND
    }

    static Key of(Kind kind) {
        return new Key(kind, 0);
    }

    static Key of(int character) {
        return new Key(Kind.CHARACTER, character);
    }

    /** Whether this character was typed. */
    public boolean is(char typed) {
        return kind == Kind.CHARACTER && character == typed;
    }
}
