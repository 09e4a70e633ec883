package tcpwalk.walk.script;

/** A script cannot be read: which line and column, what was expected there, and the line with a caret below it. */
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    ScriptException(String name, int line, int column, String source, String reason) {
        super(name + ":" + line + ":" + column + ": " + reason + "\n  " + source + "\n  " + caret(source, column));
        this.line = line;
        this.column = column;
    }

    /** Blanks up to the caret; a tab stays one, so that the caret stands where the terminal shows the character. */
    private static String caret(String source, int column) {
        StringBuilder blanks = new StringBuilder();
        for (int i = 0; i < column - 1; i++) {
            blanks.append(i < source.length() && source.charAt(i) == '\t' ? '\t' : ' ');
        }
        return blanks.append('^').toString();
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }
}
