package tcpwalk.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tcpwalk.explain.Annotator;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.EndpointReport;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.ShownState;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Printable;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Whatever a capture holds is shown and explained: no order of segments, states or findings is taken for granted. */
class HostileRowsTest {

    private static final EndpointAddress ADDRESS = new EndpointAddress(IpAddress.parse("::1"), 65535);

    private final Random random = new Random(9293);

    @Test
    void anySequenceOfRowsCanBeShownInEveryFormat() throws IOException {
        for (int round = 0; round < 400; round++) {
            Timeline timeline = timeline();
            var out = new StringBuilder();
            var locale = round % 2 == 0 ? Locale.ENGLISH : Locale.CHINESE;
            new TextTimeline(out, TextStyle.plain(72 + round % 60), new Annotator(locale)).print(timeline);
            var json = new JsonTimeline(out, JsonTimeline.Form.LINES);
            json.write(timeline, true);
            json.close();
            new CsvTable(out).row(timeline);
            var table = new ConnectionTable(ConnectionOrder.NOTABLE, 5);
            table.add(timeline);
            table.print(out, TextStyle.plain(100));
            assertThat(out.toString().replace("\r\n", "").replace("\n", "").codePoints()
                    .filter(Printable::isUnsafe)).isEmpty();
        }
    }

    private Timeline timeline() {
        List<Row> rows = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            Row row = row(i);
            rows.add(row);
            findings.addAll(row.findings());
        }
        return new Timeline(random.nextLong(), end(), end(), any(Roles.values()), random.nextBoolean() ? null : text(),
                random.nextLong(), random.nextLong(), any(Outcome.values()), any(Side.CLIENT, Side.SERVER, null),
                null, null, random.nextBoolean() ? null : random.nextLong(), findings, null, rows).told();
    }

    private Row row(long frame) {
        boolean event = random.nextInt(8) == 0;
        Segment segment = event ? null : new Segment().seq(random.nextInt()).ack(random.nextInt())
                .flags(random.nextInt(0x200)).length(random.nextBoolean() ? 0 : random.nextInt(70_000));
        if (segment != null && random.nextInt(4) == 0) {
            segment.options().mss(random.nextInt(65536)).sack(random.nextInt(), random.nextInt()).fastOpenCookie(0);
            segment.packet().tunnel(text());
        }
        Side from = event ? any(Side.CLIENT, Side.SERVER, null) : any(Side.values());
        return new Row(frame, random.nextLong(), from, segment,
                event ? null : SequenceNumber.toLong(random.nextInt()),
                event || !segment.isAck() ? null : SequenceNumber.toLong(random.nextInt()),
                event ? null : (long) random.nextInt(3), event ? text() : null, state(), state(), transitions(),
                random.nextInt(3) == 0 ? List.of(Finding.of(any(FindingKind.values()), frame, text())) : List.of());
    }

    private List<Transition> transitions() {
        List<Transition> transitions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            transitions.add(new Transition(any(Side.values()), any(TcpState.values()), any(TcpState.values()),
                    any(Evidence.values()), random.nextInt(4) == 0 ? null : any(Rule.values())));
        }
        return transitions;
    }

    private EndpointReport end() {
        return new EndpointReport(ADDRESS, any(TcpState.values()), random.nextBoolean(),
                List.of(any(TcpState.values()), any(TcpState.values())), random.nextInt(9), random.nextLong() >>> 1,
                random.nextInt(9), random.nextBoolean() ? null : random.nextInt(), null);
    }

    private ShownState state() {
        return new ShownState(any(TcpState.values()), random.nextBoolean());
    }

    private String text() {
        return random.ints(random.nextInt(20), 0, 0x3000).filter(c -> c != '\n' && c != '\r')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
