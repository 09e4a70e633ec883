package tcpwalk.explain;

/**
 * A setting of Linux that governs what a term is about.
 *
 * @param name  as {@code sysctl} writes it, {@code net.ipv4.tcp_retries2}
 * @param value its default, or null where that depends on the machine
 */
public record Setting(String name, String value) {

    /** Reads {@code name = value} or the name alone. */
    static Setting parse(String text) {
        int equals = text.indexOf(" = ");
        return equals < 0 ? new Setting(text, null)
                : new Setting(text.substring(0, equals), text.substring(equals + 3));
    }
}
