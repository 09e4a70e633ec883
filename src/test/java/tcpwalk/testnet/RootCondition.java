package tcpwalk.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Evaluates {@link RootOnly}: root with the right to make network namespaces, on Linux. */
final class RootCondition implements ExecutionCondition {

    /** CAP_NET_ADMIN, CAP_NET_RAW and CAP_SYS_ADMIN. */
    private static final long NEEDED = 1 << 12 | 1 << 13 | 1 << 21;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if ((effectiveCapabilities() & NEEDED) == NEEDED) {
            return ConditionEvaluationResult.enabled("root");
        }
        String reason = "SKIPPED " + context.getDisplayName() + ": needs root, for network namespaces and raw sockets";
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static long effectiveCapabilities() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("CapEff:")).findFirst()
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16)).orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
