package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tcpwalk.walk.script.Expectation.Rhythm;

/** Reads the lines of a script that do something, and what is hung on them by the lines below. */
final class EventReader {

    private static final int MOST_TIMES = 20;

    /** A segment that further lines may still add to. */
    private static final class Draft {
        final LineCursor line;
        final SegmentPattern pattern;
        String label;
        States states;
        boolean ends;
        final TextDraft note = new TextDraft();

        Draft(LineCursor line, SegmentPattern pattern) {
            this.line = line;
            this.pattern = pattern;
        }

        Mark mark() {
            boolean silent = note.begin(false);
            return new Mark(line.number(), label, silent ? null : note.text(), states);
        }
    }

    /** An expectation that further lines may still add to. */
    private static final class Wanted {
        int times = 1;
        Rhythm rhythm = Rhythm.ANY;
        final List<Draft> alternatives = new ArrayList<>();

        Expectation finish() {
            return new Expectation(times, rhythm, alternatives.stream()
                    .map(each -> new Alternative(each.pattern, each.ends, each.mark())).collect(Collectors.toList()));
        }
    }

    private final References references;
    private final List<Act> acts = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private Draft latest;
    private boolean sending;
    private int firstLine;
    private long patience;
    private long within;

    EventReader(References references) {
        this.references = references;
    }

    /** How long expectations from here on wait unless they say otherwise. */
    void patience(long nanoseconds) {
        patience = nanoseconds;
    }

    /** Reads a line if it is one of these; says whether it was. */
    boolean read(LineCursor line) throws ScriptException {
        if (line.peek() == '+') {
            delayed(line);
        } else if (line.skip(">")) {
            send(line);
        } else if (line.skip("<")) {
            close();
            firstLine = line.number();
            within = patience;
            expectation(line);
        } else if (line.skip("|")) {
            requireExpectation(line, "|");
            alternative(line, wanted.get(wanted.size() - 1));
        } else if (line.skip("&")) {
            requireExpectation(line, "&");
            expectation(line);
        } else {
            return readWord(line);
        }
        return true;
    }

    private boolean readWord(LineCursor line) throws ScriptException {
        if (line.skipWord("peer")) {
            add(new Act.PeerDoes(line.number(), PeerOrderReader.read(line)));
        } else if (line.skipWord("wait")) {
            add(new Act.Wait(line.number(), Durations.read(line)));
        } else if (line.skipWord("pause")) {
            add(new Act.Pause(line.number(), Durations.read(line)));
        } else if (line.skipWord("silence")) {
            add(new Act.Silence(line.number(), Durations.read(line)));
        } else {
            return false;
        }
        line.requireEnd();
        return true;
    }

    /** {@code +0.5s > F.}: packetdrill's way to write a wait and what follows it. */
    private void delayed(LineCursor line) throws ScriptException {
        line.require("+");
        add(new Act.Wait(line.number(), Durations.read(line)));
        line.require(">");
        send(line);
    }

    private void send(LineCursor line) throws ScriptException {
        close();
        latest = new Draft(line, SegmentReader.read(line));
        sending = true;
        label(line);
        line.requireEnd();
    }

    private void requireExpectation(LineCursor line, String sign) throws ScriptException {
        if (wanted.isEmpty()) {
            throw line.wrong(1, "'" + sign + "' adds to the expectation above it, and there is none");
        }
    }

    private void expectation(LineCursor line) throws ScriptException {
        Wanted next = new Wanted();
        if (line.skip("?")) {
            next.times = 0;
        } else if (line.atDigit()) {
            int column = line.column();
            next.times = (int) line.number("how often", MOST_TIMES);
            if (next.times == 0) {
                throw line.wrong(column, "what is expected comes once at least; for what need not come, write '?'");
            }
        }
        wanted.add(next);
        alternative(line, next);
    }

    private void alternative(LineCursor line, Wanted to) throws ScriptException {
        latest = new Draft(line, SegmentReader.read(line));
        sending = false;
        to.alternatives.add(latest);
        while (!line.atEnd()) {
            if (line.skipWord("within")) {
                within = Durations.read(line);
            } else if (line.skipWord("gaps")) {
                to.rhythm = rhythm(line);
            } else if (line.skipWord("ends")) {
                latest.ends = true;
            } else if (!label(line)) {
                throw line.expected("as, within, gaps, ends, or the next part of a segment: seq, ack, win, urg,"
                        + " <options>");
            }
        }
    }

    private static Rhythm rhythm(LineCursor line) throws ScriptException {
        if (line.skipWord("doubling")) {
            return Rhythm.DOUBLING;
        }
        if (line.skipWord("even")) {
            return Rhythm.EVEN;
        }
        throw line.expected("doubling or even");
    }

    private boolean label(LineCursor line) throws ScriptException {
        if (!line.skipWord("as")) {
            return false;
        }
        int column = line.column();
        latest.label = line.name("a label");
        if (latest.label.equals(Measure.WALK)) {
            throw line.wrong(column, "'" + Measure.WALK + "' stands for the whole walk: choose another label");
        }
        references.label(latest.label);
        return true;
    }

    /** The note of the latest segment. */
    TextDraft note(LineCursor line) throws ScriptException {
        if (latest == null) {
            throw line.wrong(1, "'--' comments the segment above it, and there is none");
        }
        return latest.note;
    }

    /** Both states after the latest segment. */
    void states(LineCursor line, States states) throws ScriptException {
        if (latest == null || latest.states != null) {
            throw line.wrong(1, "'=' says the states after the segment above it, and "
                    + (latest == null ? "there is none" : "they are said already"));
        }
        latest.states = states;
    }

    /** What is complete now that something else begins. */
    private void close() {
        if (latest != null && sending) {
            acts.add(new Act.Send(latest.pattern, latest.mark()));
        } else if (!wanted.isEmpty()) {
            acts.add(new Act.Expect(firstLine, wanted.stream().map(Wanted::finish).collect(Collectors.toList()),
                    within));
        }
        wanted.clear();
        latest = null;
    }

    private void add(Act act) {
        close();
        acts.add(act);
    }

    List<Act> finish() {
        close();
        return acts;
    }
}
