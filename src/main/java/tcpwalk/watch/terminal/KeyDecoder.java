package tcpwalk.watch.terminal;

import java.util.function.Consumer;
import tcpwalk.watch.terminal.Key.Kind;

/**
 * Turns a terminal's bytes into keys, wherever reads cut them: UTF-8 characters, and escape sequences as ECMA-48,
 * xterm and the Linux console send them. What is no key that anybody asks for is swallowed whole.
 */
public final class KeyDecoder {

    private enum State {
        GROUND,
        /** After ESC, which is a key of its own if nothing follows. */
        ESCAPE,
        /** After ESC [, within the parameters. */
        SEQUENCE,
        /** After ESC O, as keys are sent in application mode. */
        SHIFTED,
        /** After ESC [ [, as the Linux console sends its first function keys. */
        CONSOLE,
        /** Within a character of several bytes. */
        CHARACTER
    }

    private static final int ESC = 0x1b;
    private static final int LONGEST_PARAMETER = 999;

    private final Consumer<Key> keys;
    private State state = State.GROUND;
    private int parameter;
    private boolean firstParameter;
    private int character;
    private int missing;

    public KeyDecoder(Consumer<Key> keys) {
        this.keys = keys;
    }

    /** Takes what a read returned. */
    public void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            take(bytes[i] & 0xff);
        }
    }

    /** Whether an ESC waits for what may follow it. */
    public boolean waits() {
        return state != State.GROUND;
    }

    /** Nothing followed for a while: an ESC stands for itself, and the beginning of anything else is dropped. */
    public void pause() {
        if (state == State.ESCAPE) {
            keys.accept(Key.of(Kind.ESCAPE));
        }
        state = State.GROUND;
    }

    private void take(int next) {
        switch (state) {
            case GROUND -> ground(next);
            case ESCAPE -> escape(next);
            case SEQUENCE -> sequence(next);
            case SHIFTED -> {
                state = State.GROUND;
                letter(next);
            }
            case CONSOLE -> state = State.GROUND;
            case CHARACTER -> continuation(next);
        }
    }

    private void ground(int next) {
        if (next == ESC) {
            state = State.ESCAPE;
        } else if (next < 0x20 || next == 0x7f) {
            control(next);
        } else if (next < 0x80) {
            keys.accept(Key.of(next));
        } else if (next >= 0xc2 && next < 0xf5) {
            missing = next < 0xe0 ? 1 : next < 0xf0 ? 2 : 3;
            character = next & 0x3f >> missing;
            state = State.CHARACTER;
        }
    }

    private void control(int next) {
        Kind kind = switch (next) {
            case '\r', '\n' -> Kind.ENTER;
            case '\t' -> Kind.TAB;
            case 0x08, 0x7f -> Kind.BACKSPACE;
            case 0x0c -> Kind.REDRAW;
            case 0x15 -> Kind.ERASE_LINE;
            case 0x17 -> Kind.ERASE_WORD;
            case 0x1a -> Kind.SUSPEND;
            default -> null;
        };
        press(kind);
    }

    private void continuation(int next) {
        if (next >> 6 != 2) {
            state = State.GROUND;
            ground(next);
            return;
        }
        character = character << 6 | next & 0x3f;
        if (--missing == 0) {
            state = State.GROUND;
            if (Character.isValidCodePoint(character)) {
                keys.accept(Key.of(character));
            }
        }
    }

    private void escape(int next) {
        switch (next) {
            case '[' -> {
                state = State.SEQUENCE;
                parameter = 0;
                firstParameter = true;
            }
            case 'O' -> state = State.SHIFTED;
            case ESC -> keys.accept(Key.of(Kind.ESCAPE));
            // Alt with a key, which means nothing here.
            default -> state = State.GROUND;
        }
    }

    private void sequence(int next) {
        if (next == '[' && firstParameter && parameter == 0) {
            state = State.CONSOLE;
        } else if (next >= '0' && next <= '9' && firstParameter) {
            parameter = Math.min(LONGEST_PARAMETER, 10 * parameter + next - '0');
        } else if (next == ESC) {
            state = State.ESCAPE;
        } else if (next >= 0x20 && next < 0x40) {
            // Further parameters hold modifiers.
            firstParameter = false;
        } else {
            state = State.GROUND;
            if (next == '~') {
                numbered();
            } else {
                letter(next);
            }
        }
    }

    private void letter(int next) {
        Kind kind = switch (next) {
            case 'A' -> Kind.UP;
            case 'B' -> Kind.DOWN;
            case 'C' -> Kind.RIGHT;
            case 'D' -> Kind.LEFT;
            case 'F' -> Kind.END;
            case 'H' -> Kind.HOME;
            case 'M' -> Kind.ENTER;
            default -> null;
        };
        press(kind);
    }

    private void numbered() {
        Kind kind = switch (parameter) {
            case 1, 7 -> Kind.HOME;
            case 3 -> Kind.DELETE;
            case 4, 8 -> Kind.END;
            case 5 -> Kind.PAGE_UP;
            case 6 -> Kind.PAGE_DOWN;
            default -> null;
        };
        press(kind);
    }

    private void press(Kind kind) {
        if (kind != null) {
            keys.accept(Key.of(kind));
        }
    }
}
