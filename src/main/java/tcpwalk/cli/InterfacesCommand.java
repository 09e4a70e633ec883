package tcpwalk.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.Interfaces;
import tcpwalk.capture.live.LocalInterface;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Printable;

/** Lists what can be captured on and sent through. */
@Command(name = "interfaces",
        description = "Lists the network interfaces: state, addresses, link type, what can be captured and sent there.")
final class InterfacesCommand implements Callable<Integer> {

    private static final List<String> TITLES =
            List.of("name", "state", "link", "MTU", "capture", "inject", "addresses");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Failure {
        PrintWriter out = spec.commandLine().getOut();
        List<LocalInterface> interfaces = list();
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        interfaces.forEach(each -> rows.add(row(each)));
        Columns.print(rows, out);
        explainObstacles(interfaces, out);
        return ExitCode.DONE.number();
    }

    /** Each reason once, with the interfaces that it concerns. */
    private static void explainObstacles(List<LocalInterface> interfaces, PrintWriter out) {
        Map<String, Set<String>> namesByObstacle = new LinkedHashMap<>();
        for (LocalInterface each : interfaces) {
            for (String obstacle : List.of(each.captureObstacle(), each.injectionObstacle())) {
                if (!obstacle.isEmpty()) {
                    namesByObstacle.computeIfAbsent(obstacle, any -> new LinkedHashSet<>())
                            .add(Printable.of(each.name()));
                }
            }
        }
        namesByObstacle.forEach((obstacle, names) -> {
            String fix = obstacle.equals("down") ? "; bring it up: ip link set NAME up" : "";
            out.println(System.lineSeparator() + String.join(", ", names) + ": " + obstacle + fix);
        });
    }

    private static List<LocalInterface> list() throws Failure {
        try {
            return Interfaces.list();
        } catch (CaptureException e) {
            throw new Failure(ExitCode.ENVIRONMENT, e.getMessage() + "; " + e.fix(), e);
        }
    }

    private static List<String> row(LocalInterface each) {
        String state = !each.up() ? "down" : each.carrier() ? "up" : "up, no carrier";
        String addresses = each.addresses().isEmpty() ? "-"
                : each.addresses().stream().map(IpAddress::toString).collect(Collectors.joining(", "));
        String inject = !each.canInject() ? "no" : each.injectsFrames() ? "frames" : "packets";
        return List.of(Printable.of(each.name()), state, each.framing(), String.valueOf(each.mtu()),
                each.canCapture() ? "yes" : "no", inject, addresses);
    }
}
