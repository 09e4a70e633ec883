package tcpwalk.render;

/**
 * Makes text from outside safe to print: control characters of ASCII (C0) and Latin-1 (C1), line separators, and what
 * reorders, joins or hides text (bidirectional controls, zero-width characters, tags) become {@code \x1b} or
 * {@code \u202e}.
 */
final class Printable {

    private Printable() {
    }

    static String escape(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (!isUnsafe(c)) {
                safe.appendCodePoint(c);
            } else if (c < 0x100) {
                safe.append("\\x").append(Character.forDigit(c >>> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                safe.append("\\u").append(c < 0x10000 ? Integer.toHexString(0x10000 | c).substring(1)
                        : "{" + Integer.toHexString(c) + "}");
            }
        });
        return safe.toString();
    }

    /** Whether a terminal or reader could be misled by the character, unpaired surrogates included. */
    static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
