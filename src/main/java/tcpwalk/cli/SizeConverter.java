package tcpwalk.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts of bytes as people write them: {@code 4096}, {@code 64M}, {@code 1g}; units are powers of 1024. */
final class SizeConverter implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("(?<number>\\d{1,9})(?<unit>[kmg])?i?b?");

    @Override
    public Long convert(String value) {
        Matcher match = FORM.matcher(value.toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw new TypeConversionException("'" + value + "' is no size, for instance 4096, 64M or 1G");
        }
        int shift = match.group("unit") == null ? 0 : 10 * (1 + "kmg".indexOf(match.group("unit")));
        return Long.parseLong(match.group("number")) << shift;
    }
}
