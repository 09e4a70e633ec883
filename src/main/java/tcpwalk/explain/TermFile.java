package tcpwalk.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code terms.txt}, whose first lines say how it is written. */
final class TermFile {

    private final List<TermFacts> terms = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private String name;

    private TermFile() {
    }

    static TermFile parse(List<String> lines) {
        TermFile file = new TermFile();
        for (String line : lines) {
            file.read(line);
        }
        file.endTerm();
        return file;
    }

    /** In the order of the file. */
    List<TermFacts> terms() {
        return terms;
    }

    /** Their names in the order of the file. */
    List<String> groups() {
        return groups;
    }

    private void read(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("  ")) {
            String[] field = line.strip().split(" +", 2);
            fields.computeIfAbsent(field[0], any -> new ArrayList<>()).add(field[1]);
            return;
        }
        endTerm();
        if (line.startsWith("[")) {
            groups.add(line.substring(1, line.length() - 1));
        } else {
            name = line;
        }
    }

    private void endTerm() {
        if (name == null) {
            return;
        }
        String group = groups.get(groups.size() - 1);
        terms.add(new TermFacts(name, group, list("also"), list("names"), list("chinese"), list("rfc"),
                lines("linux").stream().map(Setting::parse).toList(), lines("try"), list("see")));
        if (!fields.isEmpty()) {
            throw new IllegalStateException(name + " has unknown fields: " + fields.keySet());
        }
        name = null;
    }

    /** All lines of a field. */
    private List<String> lines(String field) {
        List<String> lines = fields.remove(field);
        return lines == null ? List.of() : List.copyOf(lines);
    }

    /** What its lines list between commas. */
    private List<String> list(String field) {
        return lines(field).stream().flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip).filter(each -> !each.isEmpty()).toList();
    }
}
