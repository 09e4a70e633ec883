package tcpwalk.kernel;

import java.util.List;

/**
 * The process on whose time the kernel changed a socket's state.
 *
 * @param name   at most 15 characters of its own choosing, so print it escaped
 * @param acting whether it did so by a call of its own, and was not merely interrupted by an arriving packet or a timer
 */
public record Task(String name, int pid, boolean acting) {

    /** Threads of the kernel that work through packets like an interrupt does, and are not marked as such. */
    private static final List<String> STAGEHANDS = List.of("napi/", "ksoftirqd/", "kworker/", "irq/", "swapper");

    /** Whether it can be the socket's user. */
    boolean isUser() {
        return acting && pid != 0 && STAGEHANDS.stream().noneMatch(name::startsWith);
    }

    /** {@code curl[4711]}. */
    @Override
    public String toString() {
        return name + '[' + pid + ']';
    }
}
