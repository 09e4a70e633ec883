package tcpwalk.sniff;

import tcpwalk.tcp.Observation;
import tcpwalk.tcp.findings.Alarm;

/** A view that also wants to know what a segment changed, and what many connections show together. */
public interface EventView extends LiveView {

    /**
     * A segment was looked at: it may have changed a state, or something stands out. Not called for the next in-order
     * segments of open connections, which do neither. Comes before {@link #observed}.
     *
     * @param seen filled anew for the next segment
     */
    void changed(Observation seen);

    /** A flood or a scan has been recognised. */
    void raised(Alarm alarm);
}
