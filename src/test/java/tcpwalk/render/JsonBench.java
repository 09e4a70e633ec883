package tcpwalk.render;
import java.io.*;
import java.nio.charset.StandardCharsets;
import tcpwalk.tcp.*;
import tcpwalk.timeline.*;
public class JsonBench {
    public static void main(String[] a) throws Exception {
        int n = Integer.parseInt(a[1]);
        Timeline t = Walks.closedByClient().endsUnseen(Outcome.CLOSED, Side.CLIENT);
        for (int round = 0; round < 3; round++) {
            long t0 = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), w0 = System.nanoTime();
            try (OutputStream out = new FileOutputStream("/dev/null")) {
                JsonTimeline json = a[0].equals("bytes") ? new JsonTimeline(out, JsonTimeline.Form.LINES)
                    : new JsonTimeline(new OutputStreamWriter(out, StandardCharsets.UTF_8), JsonTimeline.Form.LINES);
                for (int i = 0; i < n; i++) {
                    if (a.length > 2) json.write(t.told(), false); else json.write(t, false);
                }
                json.close();
            }
            System.out.println(a[0] + " " + (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t0) / 1_000_000 + " cpu ms " + (System.nanoTime() - w0) / 1_000_000 + " wall ms");
        }
        ByteArrayOutputStream b = new ByteArrayOutputStream(); JsonTimeline j = new JsonTimeline(b, JsonTimeline.Form.ARRAY); j.write(t, false); j.write(Walks.overIpv6().ends(Outcome.CLOSED, Side.CLIENT), true); j.close(); System.out.println(b.toString(StandardCharsets.UTF_8));
    }
}
