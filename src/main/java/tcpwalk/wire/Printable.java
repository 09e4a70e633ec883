package tcpwalk.wire;

/**
 * Text that came from a file or a peer, made fit for a terminal: whoever prints such text prints it through here.
 *
 * <p>Escaped are control characters (C0, DEL, C1), which move the cursor or worse (CWE-150); bidirectional controls,
 * which make a line read as something it is not; and line separators. All else stays as it is.
 */
public final class Printable {

    private Printable() {
    }

    /** The text with an escape such as {@code \x1b} in place of what must not reach a terminal. */
    public static String of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** The same, cut after {@code limit} characters of the original, which an ellipsis then marks. */
    public static String of(String text, int limit) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), limit));
        int at = 0;
        while (at < text.length() && at < limit) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (!isUnsafe(character)) {
                printable.appendCodePoint(character);
            } else if (character < 0x100) {
                printable.append("\\x").append(Character.forDigit(character >> 4, 16))
                        .append(Character.forDigit(character & 0xf, 16));
            } else if (character < 0x10000) {
                printable.append("\\u").append(Integer.toHexString(0x10000 | character).substring(1));
            } else {
                printable.append("\\u{").append(Integer.toHexString(character)).append('}');
            }
        }
        return at < text.length() ? printable.append('…').toString() : printable.toString();
    }

    /** Whether a terminal or its reader could be misled by the character, unpaired surrogates included. */
    public static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            // FORMAT holds the bidirectional controls, zero-width characters and tags.
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
