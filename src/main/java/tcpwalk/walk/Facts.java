package tcpwalk.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Units;
import tcpwalk.walk.script.Measure;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.Text;

/** What was measured while a script was played, by the labels that it gives; completes the lessons with it. */
public final class Facts {

    private static final Pattern MENTION = Pattern.compile("\\{([\\w-]+)(?:\\.([a-z]+)|\\.\\.([\\w-]+))?}");

    private final Script script;
    private final EndpointSettings ends;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private long start = -1;

    Facts(Script script, EndpointSettings ends) {
        this.script = script;
        this.ends = ends;
    }

    /** The first row of all is where times are counted from. */
    void begin(Row row) {
        start = start < 0 ? row.time() : start;
    }

    /** The segment of that row has that label; null is none. */
    void occurred(String label, Row row) {
        if (label != null) {
            rows.computeIfAbsent(label, unused -> new ArrayList<>()).add(row);
        }
    }

    /** The rows with that label, in order. */
    public List<Row> rows(String label) {
        return List.copyOf(rows.getOrDefault(label, List.of()));
    }

    /** The lessons whose values were all measured, with the values. */
    List<String> lessons(Locale language) {
        return script.lessons().stream().filter(this::isLearnt).map(lesson -> complete(lesson.in(language)))
                .collect(Collectors.toList());
    }

    private boolean isLearnt(Text lesson) {
        return MENTION.matcher(lesson.english()).results().allMatch(mention -> isMeasured(mention.group(1))
                && (mention.group(3) == null || isMeasured(mention.group(3))));
    }

    private boolean isMeasured(String label) {
        return label.equals(Measure.WALK) || rows.containsKey(label);
    }

    private String complete(String text) {
        return MENTION.matcher(text).replaceAll(mention -> Matcher.quoteReplacement(value(mention.group(1),
                mention.group(2), mention.group(3))));
    }

    private String value(String label, String field, String to) {
        if (label.equals(Measure.WALK)) {
            return ofWalk(field);
        }
        List<Row> of = rows.get(label);
        if (to != null) {
            List<Row> end = rows.get(to);
            return Units.duration(end.get(end.size() - 1).time() - of.get(0).time());
        }
        return field == null ? Integer.toString(of.size())
                : measure(Measure.valueOf(field.toUpperCase(Locale.ROOT)), of);
    }

    private String ofWalk(String field) {
        return switch (field == null ? "peer" : field) {
            case "us" -> ends.local().toString();
            case "port" -> Integer.toString(ends.remote().port());
            default -> ends.remote().toString();
        };
    }

    private String measure(Measure what, List<Row> of) {
        Row last = of.get(of.size() - 1);
        return switch (what) {
            case SEQ, FIRST -> said(last, Row::seq);
            case LAST -> Long.toString(last.seq() + Math.max(1, last.segment().length()) - 1);
            case ACK -> said(last, Row::ack);
            case WINDOW -> said(last, Row::window);
            case LENGTH -> Integer.toString(last.segment().length());
            case ISN -> Integer.toUnsignedString(last.segment().seq());
            case AT -> Units.duration(last.time() - start);
            case SPAN -> Units.duration(last.time() - of.get(0).time());
            case GAPS -> gaps(of);
        };
    }

    private static String said(Row row, Function<Row, Long> value) {
        return String.valueOf(value.apply(row));
    }

    private static String gaps(List<Row> of) {
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < of.size(); i++) {
            gaps.add(Units.duration(of.get(i).time() - of.get(i - 1).time()));
        }
        return String.join(", ", gaps);
    }
}
