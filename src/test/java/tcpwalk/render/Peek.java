package tcpwalk.render;
import java.util.Locale;
import tcpwalk.explain.Annotator;
import tcpwalk.tcp.*;
import tcpwalk.timeline.*;
public class Peek {
    public static void main(String[] a) throws Exception {
        int w = Integer.parseInt(a[1]);
        TestWalk walk = (TestWalk) Walks.class.getMethod(a[0]).invoke(null);
        TextStyle s = TextStyle.plain(w);
        Locale l = Locale.ENGLISH;
        for (int i = 2; i < a.length; i++) switch (a[i]) { case "ascii" -> s = s.withAscii(); case "brief" -> s = s.withBrief(); case "colour" -> s = s.withColour(); case "frames" -> s = s.withFrames(); case "zh" -> l = Locale.CHINESE; default -> {} }
        Timeline t = walk.ends(Outcome.valueOf(System.getProperty("o", "CLOSED")), Side.CLIENT);
        StringBuilder b = new StringBuilder();
        new TextTimeline(b, s, new Annotator(l)).print(t);
        System.out.write(b.toString().getBytes("UTF-8")); System.out.flush();
    }
}
