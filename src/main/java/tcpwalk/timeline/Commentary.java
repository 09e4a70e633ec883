package tcpwalk.timeline;

import java.util.List;

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
}
