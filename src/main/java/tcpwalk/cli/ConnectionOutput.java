package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import tcpwalk.render.CsvTable;
import tcpwalk.render.JsonTimeline;
import tcpwalk.render.KernelStates;
import tcpwalk.tcp.Tally;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Timeline;

/** Where the analysed connections go, one after the other as each of them ends. */
interface ConnectionOutput {

    /** Whether a connection must be {@link #write written}; one that need not be is counted by asking. */
    default boolean wants(Tally connection) {
        return true;
    }

    void write(Timeline timeline) throws IOException;

    /** The same with what the kernel says of it, where that was asked for and there is room for it; else null. */
    default void write(Timeline timeline, KernelStates kernel) throws IOException {
        write(timeline);
    }

    /** Hands on what has been written so far to whoever reads it. */
    default void flush() throws IOException {
    }

    /** Something that many connections showed together, after all of them. */
    void write(Alarm alarm) throws IOException;

    /** There are no more. */
    void finish() throws IOException;

    /** JSON, with or without rows. */
    static ConnectionOutput json(PrintWriter out, JsonTimeline.Form form, boolean withTimeline) throws IOException {
        JsonTimeline json = out instanceof StandardOutput standard ? new JsonTimeline(standard.bytes(), form)
                : new JsonTimeline(out, form);
        return new ConnectionOutput() {
            @Override
            public void write(Timeline timeline) throws IOException {
                write(timeline, null);
            }

            @Override
            public void write(Timeline timeline, KernelStates kernel) throws IOException {
                json.write(timeline.told(), withTimeline, kernel);
            }

            @Override
            public void flush() throws IOException {
                json.flush();
                out.flush();
            }

            @Override
            public void write(Alarm alarm) throws IOException {
                json.write(alarm.subject(), alarm.time(), alarm.finding());
            }

            @Override
            public void finish() throws IOException {
                json.close();
            }
        };
    }

    /** Comma-separated values. */
    static ConnectionOutput csv(PrintWriter out) throws IOException {
        CsvTable table = new CsvTable(out);
        table.header();
        return new ConnectionOutput() {
            @Override
            public void write(Timeline timeline) throws IOException {
                table.row(timeline.told());
            }

            @Override
            public void flush() {
                out.flush();
            }

            @Override
            public void write(Alarm alarm) {
                // Its connections name the finding; a line of its own would have none of the columns.
            }

            @Override
            public void finish() {
                out.flush();
            }
        };
    }
}
