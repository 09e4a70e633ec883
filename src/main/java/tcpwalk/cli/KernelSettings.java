package tcpwalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The settings of the kernel that this runs on. */
final class KernelSettings implements UnaryOperator<String> {

    private static final Path ROOT = Path.of("/proc/sys");
    private static final int LONGEST = 4096;

    /** The value of {@code net.ipv4.tcp_retries2}, several words with one space between; null where it is not told. */
    @Override
    public String apply(String name) {
        try (InputStream in = Files.newInputStream(ROOT.resolve(name.replace('.', '/')))) {
            // In one read, as the kernel answers the first only: Files.readString would get a single digit.
            String value = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII);
            return value.strip().replaceAll("\\s+", " ");
        } catch (IOException e) {
            // Another system, an older kernel, or not for this user: then only the default is known.
            return null;
        }
    }
}
