package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tcpwalk.walk.script.PeerOrder.Verb;

/** Reads what the peer is told to do: {@code send 1000}, {@code keep-alive idle 1s every 1s times 3}. */
final class PeerOrderReader {

    private static final int LARGEST_WRITE = 1_000_000;
    private static final int MOST_TRIES = 127;

    private PeerOrderReader() {
    }

    static PeerOrder read(LineCursor line) throws ScriptException {
        int column = line.column();
        Verb verb = verb(line);
        List<Long> numbers = new ArrayList<>();
        switch (verb) {
            case SEND -> numbers.add(line.number("how many bytes", LARGEST_WRITE));
            case SYN_RETRIES -> numbers.add(line.number("how many repeats", MOST_TRIES));
            case USER_TIMEOUT -> numbers.add(Durations.read(line));
            case KEEP_ALIVE -> {
                line.require("idle");
                numbers.add(Durations.read(line));
                line.require("every");
                numbers.add(Durations.read(line));
                line.require("times");
                numbers.add(line.number("how many probes", MOST_TRIES));
            }
            case REFUSE, CONNECT, SHUTDOWN, CLOSE, ABORT -> { }
        }
        return new PeerOrder(verb, numbers, line.between(column, line.here()));
    }

    private static Verb verb(LineCursor line) throws ScriptException {
        int column = line.column();
        String all = Arrays.stream(Verb.values()).map(Verb::toString).collect(Collectors.joining(", "));
        String word = line.name("what the peer does: " + all);
        for (Verb verb : Verb.values()) {
            if (verb.toString().equals(word)) {
                return verb;
            }
        }
        throw line.wrong(column, "a peer cannot '" + word + "'; it can " + all);
    }
}
