package tcpwalk.explain;

import java.util.Locale;

/** Compares names as people type them. */
final class Spelling {

    private Spelling() {
    }

    /** The letters and digits alone, in lower case: {@code TIME_WAIT}, {@code time wait} and {@code timewait} agree. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** How many letters are missing, too many, wrong, or exchanged with their neighbour. */
    static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, one, other, i, j);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int step(int[][] steps, String one, String other, int i, int j) {
        int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j - 1] + wrong, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        return exchanged ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
