package tcpwalk.explain;

import tcpwalk.timeline.Row;

/** One part of TCP's life: looks at every row in order and says what is to be learnt of its subject. */
interface Chapter {

    void teach(Row row, Notes notes);
}
