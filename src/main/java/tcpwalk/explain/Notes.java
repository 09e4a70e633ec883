package tcpwalk.explain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Row;

/** Collects what is to be said at a row. A lesson is given once per connection, and a row gives three at most. */
final class Notes {

    private static final int MAX_PER_ROW = 3;

    private final Sentences sentences;
    private final Set<Lesson> said = EnumSet.noneOf(Lesson.class);
    private final List<Annotation> atRow = new ArrayList<>();
    private Row row;

    Notes(Sentences sentences) {
        this.sentences = sentences;
    }

    void begin(Row next) {
        row = next;
        atRow.clear();
    }

    List<Annotation> end() {
        return List.copyOf(atRow);
    }

    boolean hasSaid(Lesson lesson) {
        return said.contains(lesson);
    }

    /** Gives a lesson; {@code words} are names and values in turn, beside the row's ends and numbers. */
    void say(Lesson lesson, String... words) {
        if (atRow.size() < MAX_PER_ROW && said.add(lesson)) {
            Map<String, String> all = common();
            for (int i = 0; i < words.length; i += 2) {
                all.put(words[i], words[i + 1]);
            }
            atRow.add(new Annotation(sentences.say(lesson.key(), all), lesson.section(), lesson.term()));
        }
    }

    /** {@code byte 1} or {@code bytes 1 to 100}. */
    String range(long first, long last) {
        return sentences.say(first == last ? "range.one" : "range.many",
                Map.of("first", Long.toString(first), "last", Long.toString(last)));
    }

    /** {@code client}. */
    String name(Side side) {
        return sentences.say("end." + side, Map.of());
    }

    private Map<String, String> common() {
        Map<String, String> words = new HashMap<>();
        Side end = row.from() == null ? Side.CLIENT : row.from();
        words.put("end", name(end));
        words.put("other", name(end.other()));
        if (row.segment() != null) {
            long last = Math.max(row.seq(), row.seq() + row.segment().length() - 1);
            words.put("seq", Long.toString(row.seq()));
            words.put("isn", Integer.toUnsignedString(row.segment().seq()));
            words.put("ack", String.valueOf(row.ack()));
            words.put("window", String.valueOf(row.window()));
            words.put("fin", Long.toString(row.seq() + row.segment().length()));
            words.put("range", range(row.seq(), last));
        }
        return words;
    }
}
