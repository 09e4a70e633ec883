package tcpwalk.watch.terminal;

import java.io.IOException;

/** There is no terminal that a screen could be drawn on; the message says why and what to do. */
public final class TerminalException extends IOException {

    private static final long serialVersionUID = 1L;

    TerminalException(String message) {
        super(message);
    }

    TerminalException(String message, Throwable cause) {
        super(message, cause);
    }
}
