package tcpwalk.walk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.ScriptException;
import tcpwalk.walk.script.ScriptParser;

/** The scripts that come with tcpwalk, and the grammar that they are written in. */
public final class WalkLibrary {

    /** In the order in which they teach. */
    private static final List<String> NAMES = List.of("handshake", "teardown", "half-close", "simultaneous-close",
            "simultaneous-open", "half-open", "old-duplicate", "lost-last-ack", "keep-alive", "keep-alive-watch",
            "dead-peer", "dead-peer-data", "reset", "refused", "data-after-close", "out-of-window", "zero-window",
            "byte-numbers");

    private WalkLibrary() {
    }

    public static List<String> names() {
        return NAMES;
    }

    /** The script of one of the {@link #names()}. */
    public static Script load(String name) {
        try {
            return ScriptParser.parse(name, source(name));
        } catch (ScriptException e) {
            throw new IllegalStateException("a walk of our own is wrong", e);
        }
    }

    /** Its text. */
    public static String source(String name) {
        return resource(name + ".walk");
    }

    /** The language of walk scripts, in extended Backus-Naur form. */
    public static String grammar() {
        return resource("grammar.ebnf");
    }

    private static String resource(String file) {
        try (InputStream in = WalkLibrary.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
