package tcpwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected output in a file under {@code src/test/resources/golden}. Run the tests with {@code -Dgolden.update=true} to
 * rewrite every such file from what the code prints now, then read the difference before committing it.
 */
public final class Golden {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "golden");

    private Golden() {
    }

    /** Fails unless {@code actual} equals the file; with the switch set it writes the file instead. */
    public static void assertMatches(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
                return;
            }
            assertThat(file).as("written by: mvn test -Dgolden.update=true").exists();
            assertThat(actual).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
