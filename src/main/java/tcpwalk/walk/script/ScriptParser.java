package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tcpwalk.tcp.TcpState;

/**
 * Reads a walk script line by line, as {@code grammar.ebnf} defines it. A line that begins with a blank continues the
 * text above it; any other line says by its first sign what it is.
 */
public final class ScriptParser {

    private static final long DEFAULT_PATIENCE = 5_000_000_000L;
    private static final String STATEMENT = "'>', '<', '|', '&', '=', '--', peer, wait, pause, silence, title:,"
            + " purpose:, learnt: or timeout:";

    private final String name;
    private final List<String> source;
    private final References references = new References();
    private final EventReader events = new EventReader(references);
    private final TextDraft title = new TextDraft();
    private final TextDraft purpose = new TextDraft();
    private final List<TextDraft> lessons = new ArrayList<>();
    /** The text that a line beginning with a blank continues, or null. */
    private TextDraft open;
    private boolean openIsLesson;

    private ScriptParser(String name, String text) {
        this.name = name;
        source = LineCursor.split(text);
        events.patience(DEFAULT_PATIENCE);
    }

    /** Reads a whole script; {@code name} stands in messages. */
    public static Script parse(String name, String text) throws ScriptException {
        return new ScriptParser(name, text).parse();
    }

    private Script parse() throws ScriptException {
        for (int i = 0; i < source.size(); i++) {
            LineCursor line = new LineCursor(name, i + 1, source.get(i));
            line.requireText();
            if (line.atEnd() || line.peek() == '#') {
                open = null;
            } else if (Character.isWhitespace(source.get(i).charAt(0)) && open != null) {
                addText(line);
            } else {
                open = null;
                statement(line);
            }
        }
        references.check();
        List<Act> acts = events.finish();
        if (acts.isEmpty()) {
            throw new ScriptException(name, 1, 1, source.isEmpty() ? "" : source.get(0), "nothing is sent or expected");
        }
        return new Script(name, title.begin(false) ? new Text(name, null, null, null) : title.text(),
                purpose.begin(false) ? null : purpose.text(), acts,
                lessons.stream().map(TextDraft::text).collect(Collectors.toList()), source);
    }

    private void addText(LineCursor line) {
        int column = line.column();
        String words = line.rest();
        if (openIsLesson) {
            references.mention(line, column, words);
        }
        open.add(words);
    }

    private void statement(LineCursor line) throws ScriptException {
        if (line.skip("--")) {
            open(line, events.note(line), line.skipWord("zh"));
        } else if (line.skip("=")) {
            events.states(line, states(line));
        } else if (!events.read(line)) {
            header(line);
        }
    }

    private void header(LineCursor line) throws ScriptException {
        int column = line.column();
        String key = line.name(STATEMENT);
        boolean chinese = line.skip(".zh");
        if (!line.skip(":")) {
            throw line.wrong(column, "expected " + STATEMENT + ", not '" + key + "'");
        }
        switch (key) {
            case "title" -> open(line, title, chinese);
            case "purpose" -> open(line, purpose, chinese);
            case "learnt" -> openLesson(line, chinese);
            case "timeout" -> {
                events.patience(Durations.read(line));
                line.requireEnd();
            }
            default -> throw line.wrong(column, "there is no '" + key + ":'; expected " + STATEMENT);
        }
    }

    private void openLesson(LineCursor line, boolean chinese) throws ScriptException {
        if (!chinese) {
            lessons.add(new TextDraft());
        } else if (lessons.isEmpty()) {
            throw line.wrong("learnt.zh: translates the learnt: above it, and there is none");
        }
        openIsLesson = true;
        begin(line, lessons.get(lessons.size() - 1), chinese);
    }

    private void open(LineCursor line, TextDraft draft, boolean chinese) throws ScriptException {
        openIsLesson = false;
        begin(line, draft, chinese);
    }

    private void begin(LineCursor line, TextDraft draft, boolean chinese) throws ScriptException {
        if (!draft.begin(chinese)) {
            throw line.wrong(1, "this text was given before; to continue it, begin the line with a blank");
        }
        open = draft;
        addText(line);
    }

    private static States states(LineCursor line) throws ScriptException {
        TcpState client = state(line);
        line.require("/");
        TcpState server = state(line);
        line.requireEnd();
        return new States(client, server);
    }

    private static TcpState state(LineCursor line) throws ScriptException {
        int column = line.column();
        String word = line.name("a state");
        for (TcpState state : TcpState.values()) {
            if (state != TcpState.UNKNOWN && state.toString().equals(word)) {
                return state;
            }
        }
        throw line.wrong(column, "'" + word + "' is no state; there are " + Arrays.stream(TcpState.values())
                .filter(each -> each != TcpState.UNKNOWN).map(TcpState::toString).collect(Collectors.joining(", ")));
    }
}
