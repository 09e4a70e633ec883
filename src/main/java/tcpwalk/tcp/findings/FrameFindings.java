package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.BAD_CHECKSUM;
import static tcpwalk.tcp.FindingKind.CHECKSUM_OFFLOAD;
import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.MID_STREAM;
import static tcpwalk.tcp.FindingKind.OFFLOAD_SEGMENT;
import static tcpwalk.tcp.FindingKind.ONE_WAY;
import static tcpwalk.tcp.FindingKind.TIME_WENT_BACKWARDS;
import static tcpwalk.tcp.FindingKind.TRUNCATED;

import java.util.function.Supplier;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;

/** What the capture itself did, and the connection did not: none of this is a fault of the ends or the network. */
final class FrameFindings {

    /** The largest payload that a jumbo frame of 9,000 bytes holds; more was never on a wire. */
    private static final int JUMBO = 8_960;
    private static final String CUT = "from here on the capture's snap length cuts payload off; lengths come from the"
            + " IP header, nothing else is affected";

    void observe(Observation seen) {
        Segment segment = seen.segment();
        if (seen.previousTime() > seen.time()) {
            long step = seen.previousTime() - seen.time();
            seen.found(TIME_WENT_BACKWARDS, () -> Account.of("the clock of the capture went back by "
                    + Quantity.time(step)).time("step", step));
        }
        if (segment.truncated()) {
            seen.found(TRUNCATED, () -> Account.of("the capture cut the header's options off: nothing is concluded from"
                    + " them; lengths come from the IP header"));
        }
        if (segment.isCut() && seen.connection().count(TRUNCATED) == 0) {
            seen.found(TRUNCATED, () -> Account.of(CUT));
        }
        checksum(seen);
        oversized(seen);
        if (seen.previousTime() == 0 && !segment.isSyn() && !seen.hasIllegalFlags()) {
            Connection connection = seen.connection();
            seen.found(MID_STREAM, () -> Account.of("the capture begins in mid-connection: who opened it is told by "
                    + connection.roles() + ", the states before are assumed").word("roles", connection.roles()));
        }
    }

    /** The same of a segment that was not observed. */
    void cut(Observation seen, long frame) {
        seen.found(TRUNCATED, frame, () -> Account.of(CUT));
    }

    void twice(Observation seen) {
        Segment segment = seen.segment();
        int ttl = segment.packet().timeToLive();
        int other = seen.sender().timeToLive();
        boolean routed = ttl != other && ttl > 0 && other > 0;
        int vlan = segment.packet().vlan();
        int identification = segment.packet().identification();
        seen.found(DUPLICATE_FRAME, () -> Account.of("the same packet once more" + (routed ? ", its time to live " + ttl
                + " and not " + other + ": before and behind a router" : vlan >= 0 ? ", on VLAN " + vlan : "")
                + "; not counted as sent twice").number("time_to_live", ttl).number("other_time_to_live", other)
                .number("identification", identification));
    }

    private void checksum(Observation seen) {
        ChecksumStatus status = seen.segment().checksum();
        Side from = seen.from();
        if (status == ChecksumStatus.PARTIAL) {
            offloaded(seen, () -> Account.of("the " + from + "'s checksums hold only the pseudo-header's sum: it was"
                    + " captured on its own host, before the network card completed them"));
        } else if (status == ChecksumStatus.BAD) {
            seen.found(BAD_CHECKSUM, () -> Account.of("the checksum of the " + from + "'s segment is wrong: the"
                    + " receiver drops it").likely("it was captured before the network card filled the checksum in"));
        }
    }

    /** Said once for each end, and only counted from then on: it is the same with everything that the end sends. */
    private static void offloaded(Observation seen, Supplier<Account> account) {
        CaseNotes notes = CaseNotes.of(seen);
        if (notes.saysOffloaded(seen.from())) {
            seen.found(CHECKSUM_OFFLOAD, account);
        } else {
            seen.found(CHECKSUM_OFFLOAD, seen.segment().frame(), account);
        }
    }

    private void oversized(Observation seen) {
        int length = seen.segment().length();
        int mss = seen.receiver().mss();
        if (mss > 0 ? length > mss : length > JUMBO) {
            seen.found(OFFLOAD_SEGMENT, () -> Account.of(Quantity.bytes(length) + " in one segment, more than "
                    + (mss > 0 ? "the MSS of " + mss : "any frame holds")
                    + ": the network card cuts it later, or has joined several").number("bytes", length)
                    .number("threshold", mss > 0 ? mss : JUMBO).likely("a sender that ignores the announced MSS"));
        }
    }

    void conclude(Observation last) {
        oneWay(last, Side.CLIENT);
        oneWay(last, Side.SERVER);
    }

    /** One end is never heard, but the other answers it. */
    private void oneWay(Observation last, Side silent) {
        Connection connection = last.connection();
        Endpoint heard = connection.end(silent.other());
        if (connection.end(silent).segments() > 0 || !heard.acknowledges() || heard.segments() < 2) {
            return;
        }
        int answered = connection.end(silent).sndUna() - connection.end(silent).iss() - 1;
        boolean opened = heard.isSynSeen();
        if (opened || answered > 0 || heard.bytes() > 0) {
            last.found(ONE_WAY, connection.firstFrame(), () -> Account.of("only the " + silent.other() + " was"
                    + " captured; its segments acknowledge " + (answered > 0
                    ? Quantity.bytes(answered) + " of the " : "the ") + silent + ", which must have passed elsewhere")
                    .word("captured", silent.other())
                    .number("acknowledged", answered));
        }
    }
}
