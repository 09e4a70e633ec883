package tcpwalk.watch.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.watch.model.Scene.end;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tcpwalk.watch.model.ConnectionLine;
import tcpwalk.watch.model.Scene;
import tcpwalk.watch.model.Snapshot;

/** What keys do to the selection, the filter and the order. */
class ViewTest {

    private static final int ROWS = 4;

    private final Scene scene = new Scene();
    private final View view = new View();
    private Snapshot snapshot;

    @BeforeEach
    void tenConnections() {
        for (int i = 0; i < 10; i++) {
            scene.after(1000).open(end("192.0.2.1", 40_000 + i), end("198.51.100.1", i % 2 == 0 ? 80 : 8080));
        }
        snapshot = scene.tick(view.wishes());
        view.look(snapshot, ROWS);
    }

    private void press(String... keys) {
        Keys.press(view, keys);
        view.look(snapshot, ROWS);
    }

    private List<Long> ids() {
        return view.listing().stream().map(ConnectionLine::id).toList();
    }

    @Test
    void theLatestComesFirstAndIsSelected() {
        assertThat(ids()).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(view.wishes().selected()).isEqualTo(9);
    }

    @Test
    void theSelectionStaysOnTheFirstLineUntilItIsMoved() {
        scene.after(1000).open(end("192.0.2.1", 40_010), end("198.51.100.1", 80));
        snapshot = scene.tick(view.wishes());
        view.look(snapshot, ROWS);
        assertThat(view.selected()).isEqualTo(10);

        press("j");
        scene.after(1000).open(end("192.0.2.1", 40_011), end("198.51.100.1", 80));
        snapshot = scene.tick(view.wishes());
        view.look(snapshot, ROWS);
        assertThat(view.selected()).as("pinned to its connection").isEqualTo(9);
        assertThat(view.index()).isEqualTo(2);
    }

    @Test
    void arrowsAndLettersMoveTheSelectionWithinTheList() {
        press("down", "j", "j", "up", "k");
        assertThat(view.index()).isEqualTo(1);
        press("k", "k", "up");
        assertThat(view.index()).isZero();
        press("end");
        assertThat(view.selected()).isZero();
        press("down");
        assertThat(view.selected()).isZero();
        press("home");
        assertThat(view.selected()).isEqualTo(9);
        press("G", "g");
        assertThat(view.selected()).isEqualTo(9);
    }

    @Test
    void pagesMoveByWhatIsInSightAndTheSelectionIsAlwaysInSight() {
        press("pagedown");
        assertThat(view.index()).isEqualTo(4);
        assertThat(view.top()).isEqualTo(1);
        press("pagedown", "pagedown");
        assertThat(view.index()).isEqualTo(9);
        assertThat(view.top()).isEqualTo(6);
        press("pageup");
        assertThat(view.index()).isEqualTo(5);
        assertThat(view.top()).isEqualTo(5);
    }

    @Test
    void aFilterWorksWhileItIsTypedAndEscapeTakesItBack() {
        press("/", ":80");
        assertThat(ids()).containsExactly(8L, 6L, 4L, 2L, 0L);
        press("80");
        assertThat(ids()).containsExactly(9L, 7L, 5L, 3L, 1L);
        press("backspace", "backspace");
        assertThat(ids()).contains(8L);
        press("enter", "/", " 40002");
        assertThat(ids()).containsExactly(2L);
        press("escape");
        assertThat(ids()).hasSize(5);
        press("escape");
        assertThat(ids()).hasSize(10);
    }

    @Test
    void aFilterCanBeErasedByWordAndWhole() {
        press("/", "one two", "erase-word");
        assertThat(view.filter()).isEqualTo("one ");
        press("erase-line", "backspace");
        assertThat(view.filter()).isEmpty();
    }

    @Test
    void lettersAreTextWhileTyping() {
        press("/", "qsp");
        assertThat(view.filter()).isEqualTo("qsp");
        assertThat(view.isOver()).isFalse();
        assertThat(view.isPaused()).isFalse();
        assertThat(view.index()).isZero();
        assertThat(view.wishes().selected()).isEqualTo(-1);
    }

    @Test
    void theOrderCanBeChangedAndReversed() {
        press("s", "r");
        assertThat(view.sort()).isEqualTo(SortKey.NEWEST);
        assertThat(ids()).startsWith(0L, 1L, 2L);
        press("r");
        assertThat(ids()).startsWith(9L, 8L);
        for (SortKey key : SortKey.values()) {
            press("s");
            assertThat(ids()).as(key.toString()).hasSize(10);
        }
    }

    @Test
    void theSelectionKeepsItsPlaceWhenItsConnectionGoes() {
        press("down", "down", "/", "!:40007");
        assertThat(view.index()).isEqualTo(2);
        assertThat(view.selected()).isEqualTo(6);
    }

    @Test
    void qLeavesAlsoFromTheHelp() {
        press("?", "q");
        assertThat(view.isOver()).isTrue();
    }
}
