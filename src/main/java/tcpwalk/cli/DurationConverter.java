package tcpwalk.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 1.5s}, {@code 2m}; a bare number counts seconds. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(?<number>\\d{1,9}(?:\\.\\d{1,9})?)(?<unit>ms|s|m|h)?");

    @Override
    public Duration convert(String value) {
        Matcher match = FORM.matcher(value);
        if (!match.matches()) {
            throw new TypeConversionException("'" + value + "' is no duration, for instance 500ms, 1.5s or 2m");
        }
        String unit = match.group("unit") == null ? "s" : match.group("unit");
        long nanoseconds = switch (unit) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
        return Duration.ofNanos(new BigDecimal(match.group("number")).multiply(BigDecimal.valueOf(nanoseconds))
                .longValue());
    }
}
