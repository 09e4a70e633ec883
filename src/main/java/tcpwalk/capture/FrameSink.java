package tcpwalk.capture;

/** Takes frames one after the other, on the thread that reads them. */
@FunctionalInterface
public interface FrameSink {

    /** The next frame; it and its bytes are valid only during the call. */
    void accept(Frame frame);

    /** What comes next may take long to come. */
    default void pause() {
        // Nothing is held back.
    }
}
