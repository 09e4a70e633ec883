package tcpwalk.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Units;

/** How far a capture can be trusted, in a few lines: what it holds, and whatever it lacks. */
final class QualityReport {

    private final Analysis analysis;
    private final CaptureQuality quality;

    QualityReport(Analysis analysis) {
        this.analysis = analysis;
        quality = analysis.quality();
    }

    /** Prints the lines and an empty one. */
    void print(PrintWriter out) {
        out.println(contents());
        for (String lack : lacks()) {
            out.println("  " + lack);
        }
        for (Alarm alarm : analysis.alarms()) {
            out.println("  " + alarm.finding().kind() + ": " + alarm.finding().text());
        }
        out.println();
    }

    private String contents() {
        StringBuilder line = new StringBuilder();
        line.append(Units.count(quality.frames(), "packet", "packets"));
        if (quality.frames() > 0) {
            line.append(", ").append(percent(quality.segments(), quality.frames())).append(" TCP, ")
                    .append(Units.compactBytes(quality.bytes())).append(" in ")
                    .append(Units.duration(quality.lastTime() - quality.firstTime()));
        }
        return line.append(" · ").append(Units.count(analysis.table().begun(), "connection", "connections")).toString();
    }

    private static String percent(long part, long whole) {
        return part == whole ? "all" : Math.round(1000.0 * part / whole) / 10.0 + " %";
    }

    private List<String> lacks() {
        List<String> lacks = new ArrayList<>();
        note(lacks, quality.truncatedFrames(), "packet was", "packets were",
                "cut off by the snap length: lengths come from the IP header");
        note(lacks, quality.recordedDrops(), "packet was", "packets were",
                "dropped while capturing, says the file: gaps may be its own");
        note(lacks, quality.fragments(), "later fragment was", "later fragments were",
                "counted only: what they carry is not seen");
        note(lacks, quality.framesWithoutTime(), "packet has", "packets have", "no time");
        note(lacks, quality.quotedSegments(), "ICMP error quotes", "ICMP errors quote", "a segment");
        if (quality.timesBackwards() > 0) {
            lacks.add("time went backwards " + Units.count(quality.timesBackwards(), "time", "times") + ", by "
                    + Units.duration(quality.worstBackwards()) + " at most");
        }
        quality.undecodable().forEach((reason, count) ->
                note(lacks, count, "packet", "packets", "could not be decoded: " + reason.meaning()));
        quality.tunnelled().forEach((tunnel, count) ->
                note(lacks, count, "segment", "segments", "came in a tunnel: " + tunnel.label()));
        return lacks;
    }

    private static void note(List<String> lacks, long count, String one, String many, String what) {
        if (count > 0) {
            lacks.add(Units.count(count, one, many) + " " + what);
        }
    }
}
