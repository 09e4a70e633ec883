package tcpwalk.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;
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
        command.registerConverter(IpAddress.class, new Address());
        teach(command, command);
    }

    private static void teach(CommandLine command, CommandLine user) {
        for (OptionSpec option : user.getCommandSpec().options()) {
            if (option.auxiliaryTypes()[0].isEnum()) {
                teach(command, option.auxiliaryTypes()[0]);
            }
        }
        user.getSubcommands().values().forEach(below -> teach(command, below));
    }

    private static <E> void teach(CommandLine command, Class<E> type) {
        command.registerConverter(type, new Word<>(type));
    }

    private record Word<E>(Class<E> type) implements ITypeConverter<E> {

        @Override
        public E convert(String text) {
            for (E each : type.getEnumConstants()) {
                if (spelled(each).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                    return each;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of " + Arrays.stream(type.getEnumConstants())
                    .map(Word::spelled).collect(Collectors.joining(", ")));
        }

        private static String spelled(Object word) {
            return ((Enum<?>) word).name().toLowerCase(Locale.ROOT).replace('_', '-');
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
