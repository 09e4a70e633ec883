package tcpwalk.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A target as people write it: {@code example.net:443}, {@code 10.0.0.2:80}, {@code [fd99::2]:22},
 * {@code [fe80::1%eth0]:22}.
 *
 * @param host  a name or an address without brackets and scope
 * @param scope the interface behind {@code %}, or null
 */
record HostAndPort(String host, String scope, int port) {

    private static final Pattern FORM = Pattern.compile(
            "(?:\\[(?<v6>[^\\[\\]%]+)(?:%(?<scope>[^\\[\\]]+))?]|(?<name>[^\\[\\]:]+)):(?<port>\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /** Reads a target; {@link TypeConversionException} says what is missing. */
    static HostAndPort parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException("'" + text + "' is no HOST:PORT" + hint(text));
        }
        int port = Integer.parseInt(match.group("port"));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new TypeConversionException("port " + port + " does not exist: 1 to " + HIGHEST_PORT);
        }
        String host = match.group("v6") != null ? match.group("v6") : match.group("name");
        return new HostAndPort(host, match.group("scope"), port);
    }

    private static String hint(String text) {
        if (text.matches("[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*:.*") && text.indexOf('[') < 0) {
            return "; an IPv6 address needs brackets: [ADDRESS]:PORT";
        }
        return text.indexOf(':') < 0 ? ": which port?" : ", for instance example.net:443 or [fd99::2]:22";
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + (scope == null ? "" : "%" + scope) + "]") + ":" + port;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<HostAndPort> {
        @Override
        public HostAndPort convert(String value) {
            return parse(value);
        }
    }
}
