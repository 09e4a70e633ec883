package tcpwalk.walk.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.walk.WalkLibrary;

/** The grammar that is printed is the one that the parser reads. */
class GrammarTest {

    private static final Grammar GRAMMAR = new Grammar(WalkLibrary.grammar());
    private static final String OPENING = "> S as answer\n";

    /** What a line needs around it to make sense. */
    private static String script(String rule, String line) {
        return switch (rule) {
            case "expectation" -> line.replaceAll(" (?=[|&])", "\n") + "\n> . as answer";
            default -> OPENING + "learnt: above\n" + line;
        };
    }

    @Test
    void whateverTheGrammarMakesUpIsRead() throws Exception {
        Random random = new Random(9293);
        for (int i = 0; i < 20_000; i++) {
            for (String rule : List.of("header", "send", "expectation", "time", "peer", "states", "note")) {
                String script = script(rule, GRAMMAR.sentence(rule, random));
                Script parsed = ScriptParser.parse(rule, script);
                assertThat(parsed.acts()).as(script).isNotEmpty();
            }
        }
        assertThat(GRAMMAR.unused()).as("words that no sentence contained").isEmpty();
    }

    static List<String> names() {
        return WalkLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsShippedIsRead(String name) throws Exception {
        assertThat(ScriptParser.parse(name, WalkLibrary.source(name)).acts()).isNotEmpty();
    }

    @Test
    void everyStatementOfTheParserStandsInTheGrammar() {
        String grammar = WalkLibrary.grammar();
        for (PeerOrder.Verb verb : PeerOrder.Verb.values()) {
            assertThat(grammar).contains("\"" + verb + "\"");
        }
        for (OptionItem.Kind kind : OptionItem.Kind.values()) {
            assertThat(grammar).containsPattern("\"" + kind + "[ \"]");
        }
    }
}
