package tcpwalk.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tcpwalk.walk.WalkLibrary;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.ScriptException;
import tcpwalk.walk.script.ScriptParser;

/** From the word on the command line to the script: one that comes with tcpwalk, or else a file. */
final class ScriptChoice {

    private static final long LONGEST = 1 << 20;

    private ScriptChoice() {
    }

    /**
     * The script of that name.
     *
     * @param watch whether its other side is wanted, where the peer acts and we only watch
     */
    static Script find(String name, boolean watch) throws Failure {
        String wanted = watch ? name + "-watch" : name;
        if (WalkLibrary.names().contains(wanted)) {
            return WalkLibrary.load(wanted);
        }
        if (watch) {
            throw new Failure(ExitCode.USAGE, "--watch belongs to the walk keep-alive");
        }
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            throw new Failure(ExitCode.USAGE, "there is no walk '" + name + "' and no such file;"
                    + " 'tcpwalk walk --list' shows the walks");
        }
        return read(file);
    }

    private static Script read(Path file) throws Failure {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                throw new Failure(ExitCode.UNREADABLE, file + " is no walk script: a file of text, 1 MB at most");
            }
            return ScriptParser.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (ScriptException e) {
            throw new Failure(ExitCode.USAGE, e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREADABLE, "cannot read " + file + " as UTF-8 text: " + e.getMessage(), e);
        }
    }
}
