package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.explain.Glossary;
import tcpwalk.explain.Setting;
import tcpwalk.explain.Term;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;

class ExplainCommandTest {

    @Test
    void withoutATermItIsTheIndex() {
        Result result = Result.of("explain", "--lang", "en");
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("tcpwalk explain TERM").contains("\nstates: ", "TIME-WAIT", "why-three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIME-WAIT", "time_wait", "Time-Wait", "time wait", "timewait"})
    void aTermIsFoundInAnySpelling(String typed) {
        Result result = Result.of("explain", typed, "--lang", "en");
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("TIME-WAIT: closed first");
    }

    @Test
    void severalWordsMayBeOneTerm() {
        assertThat(Result.of("explain", "time", "wait", "--lang", "en").out()).startsWith("TIME-WAIT: ");
    }

    @Test
    void severalTermsAreExplainedInTurn() {
        assertThat(Result.of("explain", "fin", "rst", "--lang", "en").out()).startsWith("FIN: ").contains("\n\nRST: ");
    }

    @Test
    void aGroupIsATermToo() {
        assertThat(Result.of("explain", "states", "--lang", "en").out()).contains("│   CLOSED    │", "Figure 5");
    }

    @Test
    void chineseIsAskedForByAnOption() {
        assertThat(Result.of("explain", "why-three", "--lang", "zh").out()).startsWith("why-three：为什么");
    }

    @Test
    void aMisspeltTermIsAUsageErrorThatSuggestsTheNearest() {
        Result result = Result.of("explain", "tiem-wait");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip()).isEqualTo("tcpwalk: there is no term 'tiem-wait'; did you mean TIME-WAIT?"
                + " All terms: tcpwalk explain");
    }

    @Test
    void ofSeveralTermsTheUnknownOneIsNamedAndNothingPrinted() {
        Result result = Result.of("explain", "fin", "quux");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("there is no term 'quux'.");
    }

    @Test
    void whatSteersTerminalsIsNotEchoed() {
        assertThat(Result.of("explain", "\033[2Jx").err()).doesNotContain("\033");
    }

    @Test
    void anUnknownLanguageIsAUsageError() {
        Result result = Result.of("explain", "--lang", "fi");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("--lang");
    }

    @Test
    void theLocaleChoosesTheLanguageAsPosixHasIt() {
        assertThat(Language.of(Map.of())).isEqualTo(Language.EN);
        assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Language.ZH);
        assertThat(Language.of(Map.of("LANG", "zh_CN.UTF-8", "LC_MESSAGES", "de_DE.UTF-8"))).isEqualTo(Language.EN);
        assertThat(Language.of(Map.of("LANG", "C", "LC_MESSAGES", "zh_TW"))).isEqualTo(Language.ZH);
        assertThat(Language.of(Map.of("LANG", "zh_CN", "LC_ALL", "C.UTF-8"))).isEqualTo(Language.EN);
        assertThat(Language.of(Map.of("LANG", "zh_CN", "LC_ALL", ""))).isEqualTo(Language.ZH);
    }

    static Stream<String> commands() {
        return Glossary.in(Locale.ENGLISH).groups().stream().flatMap(group -> group.terms().stream())
                .flatMap(term -> term.facts().commands().stream()).distinct()
                .filter(command -> command.startsWith("tcpwalk ") && !command.startsWith("tcpwalk walk "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandThatATermNamesIsOneThatThereIs(String command) {
        String[] words = command.split(" ");
        String[] arguments = List.of(words).subList(1, words.length).toArray(String[]::new);
        assertThat(TcpwalkCommand.commandLine(arguments).parseArgs(arguments).hasSubcommand()).isTrue();
    }

    static Stream<Term> termsWithACapture() {
        Glossary glossary = Glossary.in(Locale.ENGLISH);
        return Stream.of("findings", "states").flatMap(group -> glossary.group(group).terms().stream())
                .filter(term -> term.facts().commands().stream().anyMatch(ExplainCommandTest::readsACapture));
    }

    private static boolean readsACapture(String command) {
        return command.startsWith("tcpwalk analyze captures/");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("termsWithACapture")
    void aCaptureThatATermNamesShowsIt(Term term) {
        for (String command : term.facts().commands()) {
            if (readsACapture(command)) {
                String json = Result.of("analyze", command.split(" ")[2], "--format", "ndjson", "--timeline").out();
                assertThat(json).as(command).contains('"' + term.name() + '"');
            }
        }
    }

    /** A new namespace has the kernel's own defaults, whatever this machine's administrator prefers. */
    @Test
    @RootOnly
    void theDefaultsAreThoseOfAFreshKernel() throws Exception {
        List<Setting> settings = Glossary.in(Locale.ENGLISH).groups().stream().flatMap(group -> group.terms().stream())
                .flatMap(term -> term.facts().settings().stream()).distinct().toList();
        try (TestNetwork network = TestNetwork.veth()) {
            Namespace fresh = network.client();
            for (Setting setting : settings) {
                String value = fresh.call(() -> new KernelSettings().apply(setting.name()));
                // A setting that came with a later kernel, or that a namespace does not have of its own.
                if (value != null && setting.value() != null) {
                    assertThat(value).as(setting.name()).isEqualTo(setting.value());
                }
            }
        }
    }
}
