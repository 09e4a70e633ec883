package tcpwalk.watch.model;

/**
 * What the user wants to see, as the tracking thread must know it.
 *
 * @param selected the connection whose steps are shown, or -1
 * @param filter   which connections are listed
 */
public record Wishes(long selected, Filter filter) {

    /** Nothing in particular. */
    public static final Wishes NONE = new Wishes(-1, Filter.NONE);
}
