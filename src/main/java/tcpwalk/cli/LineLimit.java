package tcpwalk.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tcpwalk.render.EventLine;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.TcpState;

/**
 * Keeps a flood off the screen: of openings and of ends before the opening so many lines a second are shown; the others
 * are counted, and the count is shown. Whatever happens to connections that were open is never left out.
 */
final class LineLimit {

    static final int PER_SECOND = 1000;
    private static final long SECOND = 1_000_000_000L;

    private long second;
    private int lines;
    private final Map<ConnectionEvent, Long> leftOut = new EnumMap<>(ConnectionEvent.class);
    private long others;

    /** Whether a line may be shown; {@code event} is null for a finding. */
    boolean allows(Connection connection, ConnectionEvent event, long time) {
        if (time - second >= SECOND || time < second) {
            second = time;
            lines = 0;
        }
        if (lines++ < PER_SECOND || event == ConnectionEvent.ESTABLISHED
                || connection.server().states().contains(TcpState.ESTABLISHED)) {
            return true;
        }
        if (event == null) {
            others++;
        } else {
            leftOut.merge(event, 1L, Long::sum);
        }
        return false;
    }

    /** A line that says what was left out until a second ago; none where nothing was. */
    List<EventLine.Entry> leftOut(long now) {
        return now - second >= SECOND ? rest(now) : List.of();
    }

    /** A line that says what was left out; none where nothing was. */
    List<EventLine.Entry> rest(long now) {
        List<String> counts = new ArrayList<>();
        leftOut.forEach((event, count) -> counts.add(count + " " + event));
        if (others > 0) {
            counts.add(others + " with findings");
        }
        leftOut.clear();
        others = 0;
        return counts.isEmpty() ? List.of() : List.of(new EventLine.Entry(now, "", "left out", null, "", "",
                String.join(", ", counts) + ": more than " + PER_SECOND + " lines a second"));
    }
}
