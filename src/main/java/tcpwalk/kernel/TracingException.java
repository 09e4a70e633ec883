package tcpwalk.kernel;

import java.io.IOException;

/** Why the kernel's word cannot be had, as a sentence for the user. */
public final class TracingException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String fix;

    TracingException(String message, String fix, Throwable cause) {
        super(message, cause);
        this.fix = fix;
    }

    /** What the user can do about it; empty where nothing general helps. */
    public String fix() {
        return fix;
    }
}
