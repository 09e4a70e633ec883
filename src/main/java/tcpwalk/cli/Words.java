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

/**
 * Reads the words of the field on the command line as they are printed: {@code no-answer}, {@code fin-retransmitted}.
 *
 * <p>The converters are classes and no lambdas: for a lambda, the JVM links its interface where the start-up archive is
 * made, and one that is compiled for as old a Java as picocli's is then left out, with all that implement it.
 */
final class Words {

    private Words() {
    }

    /** Teaches a command and those below it. */
    static void teach(CommandLine command) {
        command.registerConverter(FindingKind.class, new Word<>(FindingKind.class, "a finding"))
                .registerConverter(Outcome.class, new Word<>(Outcome.class, "an outcome"))
                .registerConverter(IpAddress.class, new Address());
    }

    private record Word<E extends Enum<E>>(Class<E> type, String what) implements ITypeConverter<E> {

        @Override
        public E convert(String text) {
            String name = text.toLowerCase(Locale.ROOT).replace('_', '-');
            return Arrays.stream(type.getEnumConstants()).filter(each -> each.toString().equals(name)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not " + what + "; there are "
                            + Arrays.stream(type.getEnumConstants()).map(Enum::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static final class Address implements ITypeConverter<IpAddress> {

        @Override
        public IpAddress convert(String text) {
            try {
                return IpAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
