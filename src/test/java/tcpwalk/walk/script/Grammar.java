package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A grammar in extended Backus-Naur form, read from its text, that makes up sentences. */
final class Grammar {

    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|[A-Za-z]+|[{}\\[\\]|=;]");
    private static final int MOST_REPEATS = 2;

    /** A part of a rule: what it writes into the sentence. */
    private interface Part {
        void write(Sentence sentence);
    }

    /** A sentence in the making; inside a rule in capitals nothing is set apart. */
    private final class Sentence {
        final StringBuilder text = new StringBuilder();
        final Random random;
        int lexical;

        Sentence(Random random) {
            this.random = random;
        }

        void terminal(String word) {
            used.add(word);
            if (lexical == 0) {
                apart();
            }
            text.append(word);
        }

        private void apart() {
            if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
    }

    private final Map<String, Part> rules = new HashMap<>();
    private final Set<String> terminals = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> tokens = new ArrayList<>();
    private int at;

    Grammar(String text) {
        Matcher matcher = TOKEN.matcher(text.replaceAll("(?s)\\(\\*.*?\\*\\)", ""));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        while (at < tokens.size()) {
            String name = tokens.get(at);
            at += 2;
            rules.put(name, choice());
            at++;
        }
    }

    private Part choice() {
        List<Part> branches = new ArrayList<>(List.of(sequence()));
        while (tokens.get(at).equals("|")) {
            at++;
            branches.add(sequence());
        }
        return sentence -> branches.get(sentence.random.nextInt(branches.size())).write(sentence);
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        while (!"|;]}".contains(tokens.get(at))) {
            parts.add(part(tokens.get(at++)));
        }
        return sentence -> parts.forEach(part -> part.write(sentence));
    }

    private Part part(String token) {
        if (token.equals("[") || token.equals("{")) {
            Part inner = choice();
            at++;
            int most = token.equals("[") ? 1 : MOST_REPEATS;
            return sentence -> {
                for (int i = sentence.random.nextInt(most + 1); i > 0; i--) {
                    inner.write(sentence);
                }
            };
        }
        if (token.startsWith("\"")) {
            String word = token.substring(1, token.length() - 1);
            terminals.add(word);
            return sentence -> sentence.terminal(word);
        }
        return sentence -> reference(token, sentence);
    }

    private void reference(String name, Sentence sentence) {
        Part rule = rules.get(name);
        if (rule == null) {
            throw new AssertionError("the grammar has no rule '" + name + "'");
        }
        boolean capitals = name.equals(name.toUpperCase());
        if (capitals && sentence.lexical == 0) {
            sentence.apart();
        }
        sentence.lexical += capitals ? 1 : 0;
        rule.write(sentence);
        sentence.lexical -= capitals ? 1 : 0;
    }

    /** A sentence of that rule, made by chance. */
    String sentence(String rule, Random random) {
        Sentence sentence = new Sentence(random);
        reference(rule, sentence);
        return sentence.text.toString().strip();
    }

    /** Words of the grammar that no sentence has contained yet. */
    Set<String> unused() {
        Set<String> left = new HashSet<>(terminals);
        left.removeAll(used);
        return left;
    }
}
