package tcpwalk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.tcp.TcpState;
import tcpwalk.walk.script.Act;
import tcpwalk.walk.script.Expectation;
import tcpwalk.walk.script.Script;

/** Every shipped script is played through the state machine: the states that it asserts are the ones inferred. */
class RehearsalTest {

    static Stream<Arguments> performances() {
        return WalkLibrary.names().stream().flatMap(name -> IntStream.range(0, alternatives(WalkLibrary.load(name)))
                .mapToObj(choice -> Arguments.of(name, choice)));
    }

    private static int alternatives(Script script) {
        return expectations(script).mapToInt(each -> each.alternatives().size()).max().orElse(1);
    }

    private static Stream<Expectation> expectations(Script script) {
        return script.acts().stream().filter(Act.Expect.class::isInstance)
                .flatMap(act -> ((Act.Expect) act).all().stream());
    }

    @ParameterizedTest
    @MethodSource("performances")
    void theStatesThatAScriptStatesAreTheOnesInferred(String name, int choice) {
        PlayResult result = Rehearsals.rehearse(WalkLibrary.load(name), choice);
        assertThat(result.explanation()).as("line %d", result.line()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.MET);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyWrongStateIsNoticed(String name) {
        List<String> source = WalkLibrary.load(name).source();
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i).startsWith("=")) {
                boolean first = source.get(i).contains("SYN-SENT / LISTEN");
                String wrong = first ? "= LISTEN / SYN-SENT" : "= SYN-SENT / LISTEN";
                String[] lines = source.toArray(new String[0]);
                lines[i] = wrong;
                PlayResult result = Rehearsals.rehearse(Rehearsals.script(lines), 0);
                assertThat(result.verdict()).as(name + " " + (i + 1)).isEqualTo(Verdict.UNMET);
                assertThat(result.explanation()).contains("Expected the states").contains("they are");
            }
        }
    }

    static List<String> names() {
        return WalkLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyScriptTeachesFromWhatItMeasured(String name) {
        PlayResult result = Rehearsals.rehearse(WalkLibrary.load(name), 0);
        assertThat(result.learnt(Locale.ENGLISH)).isNotEmpty()
                .allSatisfy(lesson -> assertThat(lesson).doesNotContain("{").endsWith("."));
        assertThat(result.learnt(Locale.ENGLISH).get(0)).containsPattern("\\d");
        assertThat(result.learnt(Locale.CHINESE)).hasSameSizeAs(result.learnt(Locale.ENGLISH))
                .allSatisfy(lesson -> assertThat(lesson).doesNotContain("{").containsPattern("\\p{IsHan}"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsLeftBehind(String name) {
        Rehearsals.Told told = new Rehearsals.Told();
        Understudy.rehearse(WalkLibrary.load(name), Rehearsals.SETTINGS, told, 0);
        boolean weAreClient = told.rows.get(0).segment().source().equals(Rehearsals.SETTINGS.local());
        var last = told.rows.get(told.rows.size() - 1);
        var peer = weAreClient ? last.server() : last.client();
        assertThat(peer.state()).isIn(TcpState.CLOSED, TcpState.LISTEN, TcpState.TIME_WAIT);
    }
}
