package tcpwalk.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.wire.IpAddress;

/** Reads the words of the field on the command line as they are printed: {@code no-answer}, {@code fin-retransmitted}. */
final class Words {

    private Words() {
    }

    /** Teaches a command and those below it. */
    static void teach(CommandLine command) {
        command.registerConverter(FindingKind.class, word(FindingKind.class, "a finding"))
                .registerConverter(Outcome.class, word(Outcome.class, "an outcome"))
                .registerConverter(IpAddress.class, Words::address);
    }

    private static <E extends Enum<E>> ITypeConverter<E> word(Class<E> type, String what) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(each -> each.toString().equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not " + what + "; there are "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::toString).collect(Collectors.joining(", "))));
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
