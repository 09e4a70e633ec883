package tcpwalk.watch.screen;

import java.util.Locale;
import tcpwalk.watch.terminal.Key;

/** Presses keys by name, and types all else. */
final class Keys {

    private Keys() {
    }

    static void press(View view, String... keys) {
        for (String key : keys) {
            switch (key) {
                case "up", "down", "left", "right", "enter", "escape", "backspace", "home", "end", "tab" ->
                        view.press(new Key(Key.Kind.valueOf(key.toUpperCase(Locale.ROOT)), 0));
                case "pageup" -> view.press(new Key(Key.Kind.PAGE_UP, 0));
                case "pagedown" -> view.press(new Key(Key.Kind.PAGE_DOWN, 0));
                case "erase-word" -> view.press(new Key(Key.Kind.ERASE_WORD, 0));
                case "erase-line" -> view.press(new Key(Key.Kind.ERASE_LINE, 0));
                default -> key.codePoints().forEach(
                        character -> view.press(new Key(Key.Kind.CHARACTER, character)));
            }
        }
    }
}
