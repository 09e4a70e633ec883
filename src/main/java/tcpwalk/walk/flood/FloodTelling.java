package tcpwalk.walk.flood;

/** Told how a flood goes, on the thread that runs it. */
@FunctionalInterface
public interface FloodTelling {

    /**
     * Something has happened.
     *
     * @param key    of the sentence in {@link FloodText}
     * @param values names and values in turn
     */
    void tell(String key, String... values);
}
