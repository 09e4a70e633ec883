package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tcpwalk.testnet.RootOnly;

/** The trace of a process that gives up being root, and what is left of it however it ends. */
@RootOnly
class SocketTraceTest {

    private static final String TRACED = "0 65534 true 5";

    private Process start() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Tracer.class.getName(), "close")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<Path> instances(long pid) throws IOException {
        try (Stream<Path> instances = Files.list(Path.of("/sys/kernel/tracing/instances"))) {
            return instances.filter(path -> path.getFileName().toString().startsWith("tcpwalk-" + pid + "-")).toList();
        }
    }

    private static void awaitNoInstance(long pid) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!instances(pid).isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(instances(pid)).isEmpty();
    }

    @Test
    void aProcessThatIsNotRootAnyMoreGoesOnTracingAndRemovesItsInstance() throws Exception {
        Process tracer = start();
        try (BufferedReader out = tracer.inputReader()) {
            assertThat(out.readLine()).isEqualTo(TRACED);
            assertThat(instances(tracer.pid())).hasSize(1);
            tracer.outputWriter().append('\n').flush();
            assertThat(out.readLine()).isEqualTo("closed");
            assertThat(instances(tracer.pid())).isEmpty();
            assertThat(tracer.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aProcessThatIsKilledLeavesNoInstance() throws Exception {
        for (boolean forcibly : new boolean[] {false, true}) {
            Process tracer = start();
            try (BufferedReader out = tracer.inputReader()) {
                assertThat(out.readLine()).isEqualTo(TRACED);
                if (forcibly) {
                    tracer.destroyForcibly();
                } else {
                    tracer.destroy();
                }
                assertThat(tracer.waitFor(5, TimeUnit.SECONDS)).isTrue();
            }
            awaitNoInstance(tracer.pid());
        }
    }

    @Test
    void closingDoesNotWaitForTheKernelToSaySomething() throws Exception {
        SocketTrace trace = SocketTrace.open(new SocketTrace.Listener() {
            @Override
            public void changed(SocketChange change) {
                // Other tests' sockets are of no interest.
            }

            @Override
            public void lost(long events) {
                // Nor is what was lost of them.
            }
        });
        long before = System.nanoTime();
        trace.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(trace.isClosed()).isTrue();
        assertThat(instances(ProcessHandle.current().pid())).isEmpty();
    }

    @Test
    void theTracesClockIsThatOfCaptures() throws Exception {
        SocketTrace trace = SocketTrace.open(new SocketTrace.Listener() {
            @Override
            public void changed(SocketChange change) {
                // Only marks matter here.
            }

            @Override
            public void lost(long events) {
                // Nothing is asked for.
            }
        });
        try (trace) {
            for (int i = 0; i < 20; i++) {
                long before = TraceClock.now();
                assertThat(trace.sync(Duration.ofSeconds(5))).isTrue();
                // The trace tells microseconds.
                assertThat(trace.completeUntil()).isBetween(before - 2000, TraceClock.now());
            }
        }
    }
}
