package tcpwalk.timeline;

import java.util.List;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Tally;

/**
 * One connection as it is shown: who, how it went, what stood out, and its rows.
 *
 * @param id            numbers connections by their first segment, from 0
 * @param interfaceName where it was captured, or null
 * @param start         time of the first segment, nanoseconds since the epoch
 * @param duration      nanoseconds from the first segment to the last
 * @param closedBy      who closed or reset first, or null
 * @param resetCause    why it was reset or refused, or null
 * @param story         one or two sentences that an engineer would say
 * @param handshakeRtt  nanoseconds from the answered SYN to its SYN,ACK to the ACK as the tap sees it, or null
 * @param peers         null where they were not computed
 * @param rows          empty where the timeline was not asked for
 */
public record Timeline(long id, EndpointReport client, EndpointReport server, Roles roles, String interfaceName,
        long start, long duration, Outcome outcome, Side closedBy, ResetCause resetCause, String story,
        Long handshakeRtt, List<Finding> findings, PeerVerdicts peers, List<Row> rows) implements Tally {

    public Timeline {
        findings = List.copyOf(findings);
        rows = List.copyOf(rows);
    }

    /** That end's part. */
    public EndpointReport end(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** Who ended it: the first that closed or, where a reset took effect, who sent that; null where nobody did. */
    public Side endedBy() {
        return outcome == Outcome.RESET && resetter() != null ? resetter() : closedBy;
    }

    private Side resetter() {
        return findings.stream().filter(each -> each.kind() == FindingKind.RESET).findFirst()
                .map(each -> each.word("sent_by"))
                .map(by -> by.equals(Side.CLIENT.toString()) ? Side.CLIENT : Side.SERVER).orElse(null);
    }

    /** The same with its {@link Story} told. */
    public Timeline told() {
        return new Timeline(id, client, server, roles, interfaceName, start, duration, outcome, closedBy,
                resetCause, Story.of(this), handshakeRtt, findings, peers, rows);
    }

    /** The same with other findings. */
    public Timeline withFindings(List<Finding> others) {
        return new Timeline(id, client, server, roles, interfaceName, start, duration, outcome, closedBy,
                resetCause, story, handshakeRtt, others, peers, rows);
    }

    /** The same with other rows. */
    public Timeline withRows(List<Row> others) {
        return new Timeline(id, client, server, roles, interfaceName, start, duration, outcome, closedBy,
                resetCause, story, handshakeRtt, findings, peers, others);
    }

    @Override
    public long segments() {
        return client.segments() + server.segments();
    }

    @Override
    public long bytes() {
        return client.bytes() + server.bytes();
    }

    @Override
    public long roundTrip() {
        return handshakeRtt == null ? -1 : handshakeRtt;
    }

    @Override
    public Severity gravest() {
        Severity gravest = null;
        for (Finding finding : findings) {
            Severity severity = finding.kind().severity();
            gravest = gravest == null || severity.compareTo(gravest) > 0 ? severity : gravest;
        }
        return gravest;
    }
}
