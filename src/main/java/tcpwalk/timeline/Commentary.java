package tcpwalk.timeline;

import java.util.List;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Roles;

/** Puts a connection's rows into words. One instance accompanies one connection and is handed its rows in order. */
public interface Commentary {

    /** Says nothing. */
    Commentary NONE = new Commentary() {
        @Override
        public List<Annotation> annotate(Row row) {
            return List.of();
        }

        @Override
        public List<String> takenBack(Row row) {
            return List.of();
        }
    };

    /** What the row teaches: why its segment is needed and what each end now knows. Nothing is taught twice. */
    List<Annotation> annotate(Row row);

    /** A clause for each presumption that the row disproves: which segment had not arrived, and what shows it. */
    List<String> takenBack(Row row);

    /** What happened, or what it means in general where nothing more is known. */
    default String finding(Finding finding) {
        return finding.text() == null || finding.text().isBlank() ? finding.kind().meaning() : finding.text();
    }

    /** How the connection went. */
    default String story(Timeline timeline) {
        return timeline.story();
    }

    /** By what client and server are told apart where no SYN was captured. */
    default String roles(Roles roles) {
        return "No SYN was captured: client and server are told apart by " + switch (roles) {
            case SYN -> "the SYN";
            case SYN_ACK -> "the SYN,ACK";
            case PORT -> "their ports";
            case FIRST_SPEAKER -> "who spoke first";
        } + ".";
    }

    /** What the mark {@code ?} on a state says. */
    default String presumed() {
        return "? presumed: the segment passed here, and nothing proves yet that it arrived.";
    }

    /** How to learn more of a term that the timeline names. */
    default String lookUp(String term) {
        return "To look up a term: tcpwalk explain " + term;
    }
}
