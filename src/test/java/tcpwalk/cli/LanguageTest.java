package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;

/** {@code --lang}, wherever it is offered. */
class LanguageTest {

    private static final Set<String> SPEAKERS = Set.of("analyze", "explain", "handshake", "walk");

    private static List<String> speaking(String command, String language) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--lang", language));
        return words;
    }

    private static void assertSpeaks(Result english, Result chinese, String... sentences) {
        assertThat(chinese.status()).as(chinese.err()).isZero();
        assertThat(chinese.out()).contains(sentences);
        assertThat(english.status()).as(english.err()).isZero();
        assertThat(english.out()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void theCommandsThatOfferALanguageAreTheseAndOthersSayThatTheyDoNot() {
        Set<String> offering = new TreeSet<>();
        for (String command : List.of("handshake", "sniff", "walk", "analyze", "explain", "interfaces", "doctor")) {
            if (Result.of(command, "--help").out().contains("--lang")) {
                offering.add(command);
            } else {
                Result refused = Result.of(command, "--lang", "zh");
                assertThat(refused.status()).as(command).isEqualTo(ExitCode.USAGE.number());
                assertThat(refused.err()).containsPattern("Unknown options?: '--lang'");
            }
        }
        assertThat(offering).containsExactlyInAnyOrderElementsOf(SPEAKERS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "analyze captures/truth/refused.client.pcap                 | 端口 9999 上无人监听。",
        "analyze captures/truth/lost-last-ack.client.pcap --explain | 处于 LAST-ACK 的一端重发 FIN。",
        "explain TIME-WAIT                                          | 出处",
        "explain                                                    | 为什么"})
    void whatNeedsNoNetworkIsSaidInEitherLanguage(String command, String sentence) {
        assertSpeaks(Result.of(speaking(command, "en").toArray(new String[0])),
                Result.of(speaking(command, "zh").toArray(new String[0])), sentence);
    }

    @ParameterizedTest
    @CsvSource({"handshake, 第一次握手：, ? 推定：", "walk reset, 这次运行说明了什么, 每一项预期都已实现。",
        "walk --list, 放慢的三次握手, SYN 洪水"})
    @RootOnly
    void whatIsCraftedIsSaidInEitherLanguage(String command, String first, String last) throws Exception {
        try (var network = TestNetwork.veth()) {
            List<Result> results = new ArrayList<>();
            for (String language : List.of("en", "zh")) {
                results.add(network.client().call(
                        () -> Result.of(speaking(command, language).toArray(new String[0]))));
            }
            assertSpeaks(results.get(0), results.get(1), first, last);
        }
    }

    @Test
    void aLanguageThatThereIsNotIsAUsageErrorThatNamesThose() {
        Result result = Result.of("explain", "--lang", "de");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("--lang", "'de'").containsIgnoringCase("en, zh");
    }
}
