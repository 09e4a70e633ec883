package tcpwalk.cli;

import java.io.IOException;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.EndpointAddress;

/** Shows walks as they happen, or when they are over, in one of the output formats. */
interface WalkDisplay {

    /** A walk is about to begin. */
    void begin(EndpointAddress client, EndpointAddress server, String interfaceName) throws IOException;

    /** Its next row. */
    void row(Row row) throws IOException;

    /** It is over. */
    void end(Timeline timeline) throws IOException;

    /** No further walk follows. */
    void finish() throws IOException;
}
