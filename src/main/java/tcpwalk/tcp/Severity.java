package tcpwalk.tcp;

import java.util.Locale;

/** How much a finding should worry its reader. */
public enum Severity {
    NOTE,
    WARNING,
    ERROR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
