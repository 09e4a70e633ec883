package tcpwalk.watch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.watch.terminal.Key.Kind;

class KeyDecoderTest {

    private final List<Key> keys = new ArrayList<>();
    private final KeyDecoder decoder = new KeyDecoder(keys::add);

    private void take(String text) {
        take(text.getBytes(StandardCharsets.UTF_8));
    }

    private void take(byte... bytes) {
        decoder.take(bytes, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "[A, UP", "[B, DOWN", "[C, RIGHT", "[D, LEFT", "[H, HOME", "[F, END", "OA, UP", "OH, HOME", "OF, END",
        "[1~, HOME", "[7~, HOME", "[4~, END", "[8~, END", "[5~, PAGE_UP", "[6~, PAGE_DOWN", "[3~, DELETE",
        "[1;5A, UP", "[5;2~, PAGE_UP", "OM, ENTER"})
    void sequencesAreKeysWhereverReadsCutThem(String sequence, Kind kind) {
        byte[] bytes = ("\033" + sequence).getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= bytes.length; cut++) {
            keys.clear();
            for (int i = 0; i < bytes.length; i++) {
                if (i == cut) {
                    take();
                }
                take(bytes[i]);
            }
            assertThat(keys).as("cut at " + cut).containsExactly(Key.of(kind));
            assertThat(decoder.waits()).isFalse();
        }
    }

    @Test
    void escapeIsAKeyWhenNothingFollows() {
        take("\033");
        assertThat(decoder.waits()).isTrue();
        assertThat(keys).isEmpty();
        decoder.pause();
        assertThat(keys).containsExactly(Key.of(Kind.ESCAPE));
        take("x");
        assertThat(keys).last().isEqualTo(Key.of('x'));
    }

    @Test
    void twoEscapesAreTwoKeys() {
        take("\033\033");
        decoder.pause();
        assertThat(keys).containsExactly(Key.of(Kind.ESCAPE), Key.of(Kind.ESCAPE));
    }

    @ParameterizedTest
    @CsvSource({"[15~", "[[A", "[<0;10;10M", "[200~", "OP", "[?1;2c", "x", "[1;2P", "[99999999999999999999~"})
    void whatNobodyAsksForIsSwallowedWhole(String sequence) {
        take("\033" + sequence + "j");
        assertThat(keys.stream().filter(key -> key.kind() != Kind.ENTER)).containsExactly(Key.of('j'));
    }

    @Test
    void anAbandonedSequenceIsDropped() {
        take("\033[1");
        decoder.pause();
        take("j\033[\033[A");
        assertThat(keys).containsExactly(Key.of('j'), Key.of(Kind.UP));
    }

    @Test
    void charactersOfSeveralBytesAreOneKey() {
        for (byte single : "aé漢😀".getBytes(StandardCharsets.UTF_8)) {
            take(single);
        }
        assertThat(keys).containsExactly(Key.of('a'), Key.of('é'), Key.of('漢'), Key.of(0x1f600));
    }

    @Test
    void brokenCharactersAreDroppedAndWhatFollowsIsNot() {
        take((byte) 0xe6, (byte) 0xbc, (byte) 'k', (byte) 0x80, (byte) 0xff, (byte) 'l');
        assertThat(keys).containsExactly(Key.of('k'), Key.of('l'));
    }

    @Test
    void controlsAreKeys() {
        take("\r\n\t\b\u007f\u000c\u0015\u0017\u001a\u0001\u0000");
        assertThat(keys).extracting(Key::kind).containsExactly(Kind.ENTER, Kind.ENTER, Kind.TAB, Kind.BACKSPACE,
                Kind.BACKSPACE, Kind.REDRAW, Kind.ERASE_LINE, Kind.ERASE_WORD,
                Kind.SUSPEND);
    }

    @Test
    void anyBytesLeaveItReadyForTheNextKey() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            take(bytes);
            decoder.pause();
            keys.clear();
            take("j");
            assertThat(keys).containsExactly(Key.of('j'));
        }
    }
}
