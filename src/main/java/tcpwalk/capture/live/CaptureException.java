package tcpwalk.capture.live;

import java.io.IOException;

/** Why nothing can be captured, or why a capture ended, as a sentence for the user. */
public final class CaptureException extends IOException {

    private static final long serialVersionUID = 1L;

    private final CaptureFault fault;

    CaptureException(CaptureFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    CaptureException(CaptureFault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** What kind of obstacle this is. */
    public CaptureFault fault() {
        return fault;
    }

    /** What the user can do about it; empty where only the message helps. */
    public String fix() {
        return fault.fix();
    }
}
