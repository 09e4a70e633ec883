package tcpwalk.tcp;

import java.util.Locale;

/** How sure a reading is. */
public enum Confidence {
    /** The wire allows no other reading. */
    CERTAIN,
    /** Another reading is possible, and less likely. */
    LIKELY,
    /** One reading among several. */
    POSSIBLE;

    /** {@code likely}, as the JSON contract writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
