package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.wire.Printable;

/** Reads one line of a script token by token, and says where it was when something is wrong. */
final class LineCursor {

    private final String name;
    private final int number;
    private final String line;
    private int at;

    /** At the beginning of line {@code number}, counted from 1, of the script called {@code name}. */
    LineCursor(String name, int number, String line) {
        this.name = name;
        this.number = number;
        this.line = line;
    }

    int number() {
        return number;
    }

    /** Refuses what a terminal would obey instead of show; a tab is a blank. */
    void requireText() throws ScriptException {
        String text = line.replace('\t', ' ');
        String shown = Printable.of(text);
        if (!shown.equals(text)) {
            int same = 0;
            while (same < text.length() && shown.charAt(same) == text.charAt(same)) {
                same++;
            }
            throw new ScriptException(name, number, same + 1, shown,
                    "a script is text: there is a control character here");
        }
    }

    /** Where the next token begins, from 1. */
    int column() {
        skipBlanks();
        return at + 1;
    }

    ScriptException wrong(String reason) {
        return wrong(column(), reason);
    }

    ScriptException wrong(int column, String reason) {
        return new ScriptException(name, number, column, line, reason);
    }

    /** What was expected stands here, and something else does. */
    ScriptException expected(String what) {
        String found = peekWord();
        return wrong("expected " + what + (found.isEmpty() ? ", but the line ends" : ", not '" + found + "'"));
    }

    /** Whether nothing is left of the line. */
    boolean atEnd() {
        skipBlanks();
        return at == line.length();
    }

    /** The next character that is no blank, or 0. */
    char peek() {
        skipBlanks();
        return at < line.length() ? line.charAt(at) : 0;
    }

    /** Skips {@code symbol} if it comes next, blanks before it or not. */
    boolean skip(String symbol) {
        skipBlanks();
        if (line.startsWith(symbol, at)) {
            at += symbol.length();
            return true;
        }
        return false;
    }

    /** Skips {@code word} if it comes next and ends there. */
    boolean skipWord(String word) {
        if (peekWord().equals(word)) {
            at += word.length();
            return true;
        }
        return false;
    }

    void require(String symbol) throws ScriptException {
        if (!skip(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    /** The characters up to the next blank; empty at the end. */
    String peekWord() {
        skipBlanks();
        int end = at;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
            end++;
        }
        return line.substring(at, end);
    }

    /** The letters, digits, hyphens and underscores that come next. */
    String name(String what) throws ScriptException {
        skipBlanks();
        int end = at;
        while (end < line.length() && isNamePart(line.charAt(end))) {
            end++;
        }
        if (end == at) {
            throw expected(what);
        }
        String found = line.substring(at, end);
        at = end;
        return found;
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '-' || c == '_';
    }

    boolean atDigit() {
        return isDigit(peek());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A whole number from 0 to {@code max}. */
    long number(String what, long max) throws ScriptException {
        int column = column();
        if (!atDigit()) {
            throw expected(what);
        }
        int start = at;
        while (at < line.length() && isDigit(line.charAt(at))) {
            at++;
        }
        String digits = line.substring(start, at);
        if (digits.length() > 10 || Long.parseLong(digits) > max) {
            throw wrong(column, what + " is at most " + max + ", not " + digits);
        }
        return Long.parseLong(digits);
    }

    /** Everything from the next token to the end of the line. */
    String rest() {
        skipBlanks();
        String rest = line.substring(at).stripTrailing();
        at = line.length();
        return rest;
    }

    /** The text between two places, given as columns. */
    String between(int from, int to) {
        return line.substring(from - 1, to - 1).strip();
    }

    /** Where the last token ended, from 1. */
    int here() {
        return at + 1;
    }

    /** Complains about whatever is left. */
    void requireEnd() throws ScriptException {
        if (!atEnd()) {
            throw expected("nothing more");
        }
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    /** The source split into lines, a byte order mark and carriage returns left out. */
    static List<String> split(String source) {
        String text = source.startsWith("\ufeff") ? source.substring(1) : source;
        return new ArrayList<>(text.lines().toList());
    }
}
