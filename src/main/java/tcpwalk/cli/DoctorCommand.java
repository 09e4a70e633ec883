package tcpwalk.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.Interfaces;
import tcpwalk.capture.live.Libpcap;
import tcpwalk.capture.live.LocalInterface;
import tcpwalk.capture.live.Privileges;
import tcpwalk.craft.link.GuardCheck;
import tcpwalk.craft.link.LinkException;
import tcpwalk.craft.link.Offloads;
import tcpwalk.kernel.SocketTrace;
import tcpwalk.kernel.TracingException;

/** Checks what tcpwalk needs of this machine; each line that is not well says how to mend it. */
@Command(name = "doctor",
        description = "Checks Java, libpcap, privileges, the port guard and offloads;"
            + " says how to mend what is missing.")
final class DoctorCommand implements Callable<Integer> {

    private static final String WELL = "ok";
    private static final String NOTE = "note";
    private static final String ILL = "FAIL";

    @Spec
    private CommandSpec spec;

    private final List<List<String>> rows = new ArrayList<>();
    private boolean ill;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        report(WELL, "Java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        checkLibpcap();
        checkPrivilege();
        checkWithoutSudo();
        checkKernelTrace();
        checkGuard(4);
        checkGuard(6);
        checkOffloads();
        Columns.print(rows, out);
        return (ill ? ExitCode.ENVIRONMENT : ExitCode.DONE).number();
    }

    private void report(String verdict, String what, String detail) {
        ill |= verdict.equals(ILL);
        rows.add(List.of(verdict, what, detail));
    }

    private static String withFix(String message, String fix) {
        return fix.isEmpty() ? message : message + ". Fix: " + fix;
    }

    private void checkLibpcap() {
        try {
            report(WELL, "libpcap", Libpcap.version());
        } catch (CaptureException e) {
            report(ILL, "libpcap", withFix(e.getMessage(), e.fix()));
        }
    }

    private void checkPrivilege() {
        if (Privileges.current().mayCapture()) {
            report(WELL, "privilege", "may capture and send raw packets (CAP_NET_RAW)");
        } else {
            report(ILL, "privilege", withFix("may neither capture nor send raw packets",
                    "run it with sudo; CAP_NET_RAW is all that it takes. analyze and explain need no privilege"));
        }
    }

    /** An ambient capability passes through the launcher to Java; one on the java program would be everybody's. */
    private void checkWithoutSudo() {
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            report(NOTE, "without root", "CAP_NET_RAW alone, as yourself: sudo setpriv --reuid $(id -u)"
                    + " --regid $(id -g) --init-groups --inh-caps +net_raw --ambient-caps +net_raw"
                    + " scripts/tcpwalk sniff");
            report(NOTE, "without sudo", "for every login of a user: apt install libpam-cap, and a line"
                    + " '^cap_net_raw USER' in /etc/security/capability.conf");
        }
    }

    private void checkKernelTrace() {
        String what = "kernel trace";
        try {
            SocketTrace.probe();
            report(WELL, what, "tried: the kernel tells the states of its sockets (sniff --kernel)");
        } catch (TracingException e) {
            report(NOTE, what, withFix("no sniff --kernel: " + e.getMessage(), e.fix()));
        }
    }

    private void checkGuard(int version) {
        String what = "guard IPv" + version;
        try {
            switch (GuardCheck.run(version)) {
                case WORKS -> report(WELL, what,
                        "tried on loopback: the kernel resets an unguarded port, not a guarded one");
                case USELESS -> report(ILL, what, "tried on loopback: the kernel resets a guarded port too."
                        + " Fix: let a firewall rule drop outgoing RSTs of the source port");
                case NO_RESET_AT_ALL -> report(NOTE, what, "tried on loopback: not even an unguarded port is reset,"
                        + " so something on this machine drops resets");
            }
        } catch (LinkException e) {
            report(version == 6 ? NOTE : ILL, what, withFix(e.getMessage(), e.fix()));
        }
    }

    private void checkOffloads() {
        try {
            for (LocalInterface each : Interfaces.list()) {
                if (each.up()) {
                    checkOffloads(each);
                }
            }
        } catch (CaptureException e) {
            report(NOTE, "offloads", withFix(e.getMessage(), e.fix()));
        }
    }

    private void checkOffloads(LocalInterface each) {
        try {
            Offloads offloads = Offloads.of(each.name());
            String what = "offloads " + each.name();
            if (offloads.transmitChecksum()) {
                report(NOTE, what, "captures show unfinished checksums; to see whole ones: ethtool -K "
                        + each.name() + " tx off");
            }
            if (offloads.showsGiantSegments()) {
                report(NOTE, what, "captures may show segments above the MTU; to see real ones: ethtool -K "
                        + each.name() + " tso off gso off gro off");
            }
            if (!offloads.transmitChecksum() && !offloads.showsGiantSegments()) {
                report(WELL, what, "none that a capture would show");
            }
        } catch (LinkException e) {
            report(NOTE, "offloads " + each.name(), withFix(e.getMessage(), e.fix()));
        }
    }
}
