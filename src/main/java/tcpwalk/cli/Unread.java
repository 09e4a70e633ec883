package tcpwalk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.capture.file.Damage;
import tcpwalk.wire.Printable;

/** What could not be read of the inputs: which, why, and what to do about it. */
final class Unread {

    private final List<Path> inputs;

    Unread(List<Path> inputs) {
        this.inputs = inputs;
    }

    /** One line for standard error. */
    String line(Damage damage) {
        return inputs.stream().filter(input -> damage.offset() < 0 && !input.equals(CaptureReader.STANDARD_INPUT))
                .filter(input -> Printable.of(input.toString()).equals(damage.input())).findFirst()
                .map(input -> damage + fix(input)).orElseGet(damage::toString);
    }

    /** Nothing where only the reason can tell. */
    private static String fix(Path input) {
        if (Files.isDirectory(input)) {
            return "; name the captures in it: " + Printable.of(input.toString()) + "/*";
        }
        if (Files.notExists(input)) {
            return "; check the name" + (input.isAbsolute() ? "" : ", which is looked up in "
                    + Printable.of(Path.of("").toAbsolutePath().toString()));
        }
        return Files.isReadable(input) ? "" : "; read it as a user who may";
    }
}
