package tcpwalk.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tcpwalk.render.TextStyle;

/** What is known of the terminal: the launcher, which can ask cheaply, passes it on. */
final class Terminal {

    private static final int DEFAULT_WIDTH = 100;

    private Terminal() {
    }

    /** How text is to look: colour only on a terminal, unless NO_COLOR is set. */
    static TextStyle style(boolean brief) {
        boolean colour = isTerminal() && System.getenv("NO_COLOR") == null;
        return new TextStyle(width(), colour, true, brief, false);
    }

    /** The same for a whole screen: in ASCII where the locale has another character set than UTF-8. */
    static TextStyle screenStyle() {
        TextStyle style = style(true);
        return isUtf8(System.getenv()) ? style : style.withAscii();
    }

    /** By the first of the variables that is set, as POSIX wants it. */
    static boolean isUtf8(Map<String, String> environment) {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                return locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
            }
        }
        return false;
    }

    /** Whether results go to a terminal. */
    static boolean isTerminal() {
        return Boolean.getBoolean("tcpwalk.stdout.terminal");
    }

    /** Whether somebody watches standard error, so that progress is worth showing. */
    static boolean showsProgress() {
        return Boolean.getBoolean("tcpwalk.stderr.terminal");
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,4}") ? Integer.parseInt(columns)
                : Integer.getInteger("tcpwalk.columns", DEFAULT_WIDTH);
    }
}
