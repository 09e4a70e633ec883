package tcpwalk.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Every term with its explanation, in one language; found by any of its names, however they are spelt. */
public final class Glossary {

    /** Fewer suggestions help more. */
    private static final int SUGGESTIONS = 3;

    private final Sentences sentences;
    private final List<TermGroup> groups = new ArrayList<>();
    private final Map<String, Term> byName = new LinkedHashMap<>();
    private final Map<String, TermGroup> groupByName = new LinkedHashMap<>();

    private Glossary(Locale locale) {
        sentences = new Sentences("Glossary", locale);
    }

    /** In that language; in English where there is no other. */
    public static Glossary in(Locale locale) {
        Glossary glossary = new Glossary(locale);
        glossary.fill(TermFile.parse(lines("terms.txt")));
        return glossary;
    }

    private void fill(TermFile file) {
        List<Term> terms = file.terms().stream().map(this::inWords).toList();
        for (Term term : terms) {
            TermFacts facts = term.facts();
            Stream.of(List.of(facts.name()), facts.names(), facts.chinese()).flatMap(List::stream)
                    .forEach(name -> byName.putIfAbsent(Spelling.plain(name), term));
        }
        for (String name : file.groups()) {
            Stream<Term> own = terms.stream().filter(term -> term.facts().group().equals(name));
            Stream<Term> shared = terms.stream().filter(term -> term.facts().also().contains(name));
            TermGroup group = new TermGroup(name, say("group." + name), say("group." + name + ".text"), drawing(name),
                    Stream.concat(own, shared).toList());
            groups.add(group);
            groupByName.put(Spelling.plain(name), group);
            if (name.endsWith("s")) {
                groupByName.put(name.substring(0, name.length() - 1), group);
            }
        }
    }

    private Term inWords(TermFacts facts) {
        String key = facts.name().toLowerCase(Locale.ROOT);
        return new Term(facts, say(key), say(key + ".text"));
    }

    private static List<String> drawing(String group) {
        return switch (group) {
            case "states" -> lines("states.txt");
            case "flags", "header" -> lines("header.txt");
            default -> List.of();
        };
    }

    /** In the order of the index. */
    public List<TermGroup> groups() {
        return groups;
    }

    /** The term of that name, or null. */
    public Term term(String name) {
        return byName.get(Spelling.plain(name));
    }

    /** The group of that name, or null. */
    public TermGroup group(String name) {
        return groupByName.get(Spelling.plain(name));
    }

    /** Names of terms and groups that may have been meant, the likeliest first; none where nothing comes near. */
    public List<String> nearest(String name) {
        String plain = Spelling.plain(name);
        if (plain.isEmpty()) {
            return List.of();
        }
        int tolerance = Math.max(1, plain.length() / 3);
        Map<String, Integer> distances = new LinkedHashMap<>();
        groupByName.forEach((each, group) -> distances.merge(group.name(), distance(plain, each), Math::min));
        byName.forEach((each, term) -> distances.merge(term.name(), distance(plain, each), Math::min));
        return distances.entrySet().stream().filter(each -> each.getValue() <= tolerance)
                .sorted(Map.Entry.comparingByValue()).limit(SUGGESTIONS).map(Map.Entry::getKey).toList();
    }

    /** A name that contains what was typed is as near as one with a wrong letter. */
    private static int distance(String typed, String name) {
        int distance = Spelling.distance(typed, name);
        return typed.length() > 2 && name.contains(typed) ? Math.min(1, distance) : distance;
    }

    /** A word or phrase of the pages themselves: {@code see} is {@code See also}. */
    public String label(String name) {
        return say("label." + name);
    }

    /** The same with a value in place of {@code {value}}. */
    public String label(String name, String value) {
        return sentences.say("label." + name, Map.of("value", value));
    }

    private String say(String key) {
        return sentences.say(key, Map.of());
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Glossary.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
