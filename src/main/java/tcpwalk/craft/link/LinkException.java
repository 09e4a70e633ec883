package tcpwalk.craft.link;

import java.io.IOException;

/** What this machine refuses or lacks, as a sentence for the user, with the fix where there is one. */
public final class LinkException extends IOException {

    private static final long serialVersionUID = 1L;

    private final LinkFault fault;

    LinkException(LinkFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    LinkException(LinkFault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** Names a failed call by its error number alone, for callers that know nothing better to say. */
    static LinkException of(String what, SystemCallException cause) {
        return new LinkException(LinkFault.of(cause.errno()), what + ": " + cause.getMessage(), cause);
    }

    /** The process lacks the privilege to open {@code what}. */
    static LinkException noPermission(String what, SystemCallException cause) {
        return new LinkException(LinkFault.NO_PERMISSION, "this process may not open " + what, cause);
    }

    /** There is no interface {@code name}. */
    static LinkException unknownInterface(String name, SystemCallException cause) {
        return new LinkException(LinkFault.INTERFACE_UNKNOWN, "interface " + name + " does not exist", cause);
    }

    /** What kind of refusal this is. */
    public LinkFault fault() {
        return fault;
    }

    /** What the user can do about it; empty where only the message helps. */
    public String fix() {
        return fault.fix();
    }
}
