package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReadingPaceTest {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eachStepWaitsForEnter() throws Exception {
        try (var keys = new PipedOutputStream(); var in = new PipedInputStream(keys);
                var pace = new ReadingPace(ReadingPace.Mode.STEPS, in, notices::add)) {
            CompletableFuture<Void> step = CompletableFuture.runAsync(() -> {
                try {
                    pace.beforeRow();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(step).isNotDone();
            keys.write("x\n".getBytes(StandardCharsets.US_ASCII));
            keys.flush();
            step.get(5, TimeUnit.SECONDS);
            assertThat(notices).containsExactly("press Enter for each step");
        }
    }

    @Test
    void whereInputHasEndedNobodyIsWaitedFor() throws Exception {
        try (var pace = new ReadingPace(ReadingPace.Mode.STEPS, new ByteArrayInputStream(new byte[0]), notices::add)) {
            pace.beforeRow();
            pace.beforeRow();
            pace.pause(HOUR);
        }
    }

    @Test
    void onlyAReaderGetsPauses() throws Exception {
        try (var pace = new ReadingPace(ReadingPace.Mode.FAST, new ByteArrayInputStream(new byte[0]), notices::add)) {
            pace.beforeRow();
            pace.pause(HOUR);
        }
        var nothing = new ByteArrayInputStream(new byte[0]);
        try (var pace = new ReadingPace(ReadingPace.Mode.READING, nothing, notices::add)) {
            long start = System.nanoTime();
            pace.beforeRow();
            pace.pause(30_000_000);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
        }
        assertThat(notices).isEmpty();
    }
}
