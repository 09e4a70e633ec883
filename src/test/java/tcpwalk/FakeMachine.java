package tcpwalk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A checkout on a machine that has only the programs a test gives it.
 *
 * <p>PATH is one directory. What every Debian has is there; Java, Maven, apt-get and sudo are short scripts,
 * and all but Java note how they were called.
 */
final class FakeMachine {

    private static final List<String> ESSENTIAL = List.of("awk", "cat", "chown", "cmp", "cp", "env", "find", "flock",
            "mkdir", "mv", "od", "readlink", "rm", "sed", "sleep", "stat", "stty", "timeout");

    /** As a program it repeats its arguments and its input, or runs what is tested, where that is given. */
    private static final String JAVA = """
            case $* in
              *-XshowSettings*)
                echo "    java.home = $MACHINE/jdk"
                echo "    java.specification.version = ${JAVA_VERSION-17}" ;;
              *-Xshare:dump*)
                for option; do
                  case $option in -XX:SharedArchiveFile=*) : >"${option#*=}" ;; esac
                done ;;
              *-XX:DumpLoadedClassList*) ;;
              *)
                [ -n "${PROGRAM-}" ] || { printf '%s\\n' "$@" && cat && exit "${STATUS-0}"; }
                settings=
                while [ "$1" != -jar ]; do
                  case $1 in -Dtcpwalk.*) settings="$settings $1" ;; esac
                  shift
                done
                shift 2
                exec "$JVM" $settings -cp "$PROGRAM" tcpwalk.cli.Main "$@" ;;
            esac
            """;
    private static final String MAVEN = """
            echo mvn "$@" >>"$MACHINE/log"
            echo 'Maven chatters' && cat
            while [ -e "$MACHINE/maven-hangs" ]; do sleep 0.01; done
            [ ! -e "$MACHINE/maven-fails" ] || exit 1
            mkdir -p target/lib
            : >target/lib/library.jar
            : >target/tcpwalk.jar
            """;
    private static final String APT_GET = """
            echo apt-get "$@" >>"$MACHINE/log"
            echo 'apt-get chatters' && cat
            [ -z "${APT_STATUS-}" ] || exit "$APT_STATUS"
            case $* in *install*) mv "$MACHINE"/archive/* "$MACHINE/bin/" ;; esac
            """;
    private static final String SUDO = """
            echo sudo >>"$MACHINE/log"
            exec "$@"
            """;

    private final Path machine;
    private final Path checkout;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** What a finished run left behind. */
    record Result(int status, String out, String err) {
    }

    /** A run that may still go on. */
    record Run(Process process, Path out, Path err) {

        String errorsSoFar() throws IOException {
            return Files.readString(err);
        }

        Result finish() throws IOException, InterruptedException {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("still running: " + errorsSoFar());
            }
            return new Result(process.exitValue(), Files.readString(out), errorsSoFar());
        }
    }

    FakeMachine(Path machine) throws IOException {
        this.machine = machine;
        this.checkout = machine.resolve("a checkout");
        environment.put("PATH", machine.resolve("bin").toString());
        environment.put("MACHINE", machine.toString());
        for (String directory : List.of("bin", "archive", "runs", "jdk/bin",
                "a checkout/src/main", "a checkout/scripts")) {
            Files.createDirectories(machine.resolve(directory));
        }
        for (String program : ESSENTIAL) {
            program("bin/" + program, "exec /usr/bin/" + program + " \"$@\"");
        }
        program("bin/id", "echo \"${USER_ID-0}\"");
        program("jdk/bin/java", JAVA);
        program("jdk/bin/javac", "");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(source("Main"), "class Main { }");
        for (String script : List.of("tcpwalk", "test", "packages.sh", "build.sh", "rehearsal")) {
            Files.copy(Path.of("scripts", script), checkout.resolve("scripts/" + script));
        }
    }

    FakeMachine withBuildTools() throws IOException {
        installable("bin");
        return this;
    }

    /** An apt-get that installs what a build needs, whatever it is asked for. */
    FakeMachine withPackages() throws IOException {
        installable("archive");
        program("bin/apt-get", APT_GET);
        return this;
    }

    FakeMachine withSudo() throws IOException {
        program("bin/sudo", SUDO);
        return this;
    }

    FakeMachine without(String program) throws IOException {
        Files.delete(machine.resolve("bin/" + program));
        return this;
    }

    /** A Java that runs the program itself, by the properties that the launcher gives it. */
    FakeMachine withProgram() {
        return with("JVM", System.getProperty("java.home") + "/bin/java")
                .with("PROGRAM", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    FakeMachine with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Makes Maven wait, {@code maven-hangs}, or fail, {@code maven-fails}, while the file exists. */
    Path trouble(String name) throws IOException {
        return Files.createFile(machine.resolve(name));
    }

    Path checkout() {
        return checkout;
    }

    Path source(String name) {
        return checkout.resolve("src/main/" + name + ".java");
    }

    /** The calls of Maven, apt-get and sudo. */
    List<String> calls() throws IOException {
        Path log = machine.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    Result tcpwalk(String... args) throws IOException, InterruptedException {
        return run("", List.of(checkout.resolve("scripts/tcpwalk").toString()), args).finish();
    }

    /** Runs as somebody who can read the checkout and not write it. */
    Result tcpwalkAsStranger(String... args) throws IOException, InterruptedException {
        String readOnly = "r-xr-xr-x";
        for (Path directory : List.of(machine, checkout, checkout.resolve("target"))) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(readOnly));
        }
        List<String> command = new ArrayList<>();
        if (Files.getOwner(checkout).getName().equals("root")) {
            command.addAll(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(checkout.resolve("scripts/tcpwalk").toString());
        try {
            return run("", command, args).finish();
        } finally {
            for (Path directory : List.of(machine, checkout, checkout.resolve("target"))) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** Starts a command outside the checkout, with nothing in its environment but what this machine defines. */
    Run run(String input, List<String> command, String... args) throws IOException {
        Path runs = machine.resolve("runs");
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(args));
        Path in = Files.writeString(Files.createTempFile(runs, null, ".in"), input);
        Path out = Files.createTempFile(runs, null, ".out");
        Path err = Files.createTempFile(runs, null, ".err");
        ProcessBuilder builder = new ProcessBuilder(words).directory(machine.toFile())
                .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Run(builder.start(), out, err);
    }

    /** What makes a shell run the launcher in this machine's environment. */
    String shellLine(String... args) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "-i"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.add(checkout.resolve("scripts/tcpwalk").toString());
        words.addAll(List.of(args));
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    private void installable(String directory) throws IOException {
        program(directory + "/java", "exec \"$MACHINE/jdk/bin/java\" \"$@\"");
        program(directory + "/mvn", MAVEN);
        program(directory + "/ip", "");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(machine.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
