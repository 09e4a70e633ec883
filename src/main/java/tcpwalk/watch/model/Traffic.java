package tcpwalk.watch.model;

/**
 * What a capture has taken since it began.
 *
 * @param packets frames that were captured
 * @param dropped frames that were lost on the way: by the kernel, the interface, or our own ring
 */
public record Traffic(long packets, long dropped) {

    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0);
}
