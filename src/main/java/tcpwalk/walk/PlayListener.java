package tcpwalk.walk;

import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Row;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.walk.script.Text;

/** Told of a played script while it happens, on the player's thread. */
public interface PlayListener {

    /** Hears nothing. */
    PlayListener NONE = new PlayListener() {
        @Override
        public void row(Row row, Connection connection, Text note) {
            // Nobody looks.
        }

        @Override
        public void notice(String sentence) {
            // Nobody reads.
        }

        @Override
        public void wishes(PeerOrder order) {
            // Nobody asks.
        }

        @Override
        public void pause(long duration) {
            // Nobody waits.
        }
    };

    /**
     * A segment between the two ends, or an event beside the segments, in the order of the capture.
     *
     * @param connection the connection that it belongs to
     * @param note       what the script says about it, or null
     */
    void row(Row row, Connection connection, Text note);

    /** A remark for the user that belongs to no row. */
    void notice(String sentence);

    /** The peer cannot be told, and goes its own way. */
    void wishes(PeerOrder order);

    /** The reader gets so many nanoseconds for what was shown; the connection itself does not wait. */
    void pause(long duration);
}
