package tcpwalk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.craft.ImaginedSightings;
import tcpwalk.craft.SegmentOutput;
import tcpwalk.craft.Sighting;
import tcpwalk.timeline.Row;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.walk.script.Text;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/** A player and a peer that says whatever the test has it say. */
class PlayerTest {

    private static final int ISS = Rehearsals.SETTINGS.iss();
    private static final int PEER_ISN = 7_000_000;

    /** Answers each of our segments with lines of the test's choice; the clock jumps to each deadline. */
    private static class Puppet implements SegmentOutput, Peer {
        final ImaginedSightings sightings = new ImaginedSightings();
        final Deque<List<String>> answers = new ArrayDeque<>();
        final List<String> sent = new ArrayList<>();
        final List<PeerOrder> orders = new ArrayList<>();
        boolean obeys = true;
        boolean broken;

        /** What comes back after the next segment of ours that has no answer yet. */
        Puppet answering(String... lines) {
            answers.add(List.of(lines));
            return this;
        }

        /** A line of the notation; {@code +50 } before it lets milliseconds pass. */
        void comes(String line) {
            String segment = line;
            if (line.startsWith("+")) {
                sightings.pass(1_000_000L * Integer.parseInt(line.substring(1, line.indexOf(' '))));
                segment = line.substring(line.indexOf(' ') + 1);
            }
            see(SegmentNotation.parse(segment, PEER_ISN, ISS).between(Rehearsals.SETTINGS.remote(),
                    Rehearsals.SETTINGS.local()));
        }

        void see(Segment segment) {
            sightings.pass(1);
            sightings.add(segment, sightings.now());
        }

        @Override
        public void send(Segment segment) throws IOException {
            if (broken) {
                throw new IOException("the cable is out");
            }
            sent.add(SegmentNotation.print(segment, ISS, PEER_ISN).replaceAll(" <.*", ""));
            see(segment);
            List<String> lines = answers.poll();
            if (lines != null) {
                lines.forEach(this::comes);
            }
        }

        @Override
        public EndpointAddress address() {
            return Rehearsals.SETTINGS.remote();
        }

        @Override
        public boolean obey(PeerOrder order, EndpointAddress us) {
            orders.add(order);
            return obeys;
        }

        @Override
        public void close() {
            // Made of memory.
        }
    }

    private final Rehearsals.Told told = new Rehearsals.Told();

    private PlayResult play(Puppet peer, String... lines) {
        return new Player(Rehearsals.script(lines), Rehearsals.SETTINGS, peer.sightings, peer, peer, told).run();
    }

    private static Puppet opening() {
        return new Puppet().answering("S. 0:0(0) ack 1 win 65160 <mss 1460,sackOK,wscale 7>").answering();
    }

    @Test
    void numbersWindowsAndAcknowledgmentsFollowByThemselves() {
        Puppet peer = opening().answering(". 1:1(0) ack 101 win 500").answering("P. 1:6(5) ack 101 win 500");
        PlayResult result = play(peer, "> S", "< S.", "> .", "> P. (100)", "< . ack nxt", "> . (0) win 12800",
                "< P. (5)", "> .", "> . seq nxt-1 (1)", "> F.");
        assertThat(result.verdict()).isEqualTo(Verdict.MET);
        assertThat(peer.sent).containsExactly("S 0:0(0) win 64240", ". 1:1(0) ack 1 win 502",
                "P. 1:101(100) ack 1 win 502", ". 101:101(0) ack 1 win 100", ". 101:101(0) ack 6 win 100",
                ". 100:101(1) ack 6 win 100", "F. 101:101(0) ack 6 win 100", "R. 102:102(0) ack 6 win 0");
    }

    @Test
    void whereOtherOptionsAreAskedForThoseAreSent() {
        Puppet peer = new Puppet();
        play(peer, "> S win 9000 <mss 700,wscale 2>");
        Segment syn = told.rows.get(0).segment();
        assertThat(syn.toString()).isEqualTo("S 1000000:1000000(0) win 9000 <mss 700,wscale 2>");
    }

    @Test
    void aSynThatComesAgainIsACopyWithItsTimestamps() {
        Puppet peer = new Puppet().answering("+50 S. 0:0(0) ack 1 win 65160 <mss 1460,TS val 900 ecr 1>");
        play(peer, "> S", "< S.", "> .", "> S seq 0");
        List<String> syns = told.rows.stream().map(Row::segment).filter(Objects::nonNull)
                .filter(each -> each.isSyn() && !each.isAck()).map(Segment::toString).toList();
        assertThat(syns).hasSize(2).allMatch(syns.get(0)::equals).allMatch(syn -> syn.contains(" ecr 0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "< . ack 1            | . 1:1(0) ack 1 win 9          | MET",
        "< . ack 1            | P. 1:3(2) ack 1 win 9         | MET",
        "< P. ack 1           | . 1:3(2) ack 1 win 9          | UNMET",
        "< . (3)              | . 1:3(2) ack 1 win 9          | UNMET",
        "< . seq 2            | . 1:3(2) ack 1 win 9          | UNMET",
        "< . win 128          | . 1:1(0) ack 1 win 1          | MET",
        "< . win 0            | . 1:3(2) ack 1 win 1          | UNMET",
        "< F.                 | F. 1:1(0) ack 1 win 9         | MET",
        "< F.                 | R. 1:1(0) ack 1 win 0         | UNMET",
        "< .                  | F. 1:1(0) ack 1 win 9         | UNMET",
        "< . <TS>             | . 1:1(0) ack 1 win 9          | UNMET",
        "< . <sack 3:5>       | . 1:1(0) ack 1 win 9 <sack 3:5> | MET",
        "< . <sack 3:6>       | . 1:3(2) ack 1 win 9 <sack 3:5> | UNMET",
        "< . <>               | . 1:1(0) ack 1 win 9          | MET",
        "< . urg 5            | .U 1:3(2) ack 1 win 9         | UNMET"})
    void whatAnExpectationSaysIsLookedAt(String line, String segment, Verdict verdict) {
        Puppet peer = new Puppet().answering("S. 0:0(0) ack 1 win 65160 <mss 1460,sackOK,wscale 7>").answering(segment);
        PlayResult result = play(peer, "> S", "< S.", "> .", line);
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(verdict);
        if (verdict == Verdict.UNMET) {
            assertThat(result.line()).isEqualTo(4);
            assertThat(result.explanation()).contains("Expected '" + line.substring(2));
        }
    }

    @Test
    void bareAcksAndRepeatsMayComeInBetweenAndNothingElse() {
        Puppet peer = opening().answering(". 1:1(0) ack 2 win 9", "S. 0:0(0) ack 1 win 65160", ". 1:1(0) ack 3 win 9");
        assertThat(play(peer, "> S", "< S.", "> .", "> . (2)", "< . ack 3").verdict()).isEqualTo(Verdict.MET);

        peer = opening().answering("P. 1:2(1) ack 2 win 9", ". 2:2(0) ack 3 win 9");
        PlayResult result = play(peer, "> S", "< S.", "> .", "> . (2)", "< . ack 3");
        assertThat(result.verdict()).isEqualTo(Verdict.UNMET);
        assertThat(result.explanation()).isEqualTo("Expected '. ack 3'; 'P. 1:2(1) ack 2 win 9' came instead.");
    }

    @Test
    void anAnswerMayComeBeforeTheScriptLooksForIt() {
        Puppet peer = opening().answering(". 1:1(0) ack 6 win 9").answering(". 1:1(0) ack 11 win 9");
        assertThat(play(peer, "> S", "< S.", "> .", "> P. (5)", "> P. (5)", "< . ack 6", "< . ack 11").verdict())
                .isEqualTo(Verdict.MET);
    }

    @Test
    void silenceBeginsWithOurLastSegment() {
        Puppet peer = opening().answering("F. 1:1(0) ack 1 win 9", "F. 1:1(0) ack 1 win 9", "F. 1:1(0) ack 1 win 9");
        String[] script = {"> S", "< S.", "> .", "> P. (5)", "< F.", "> .", "silence 1s"};
        assertThat(play(peer, script).verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void anOptionalSegmentMayComeOrNot() {
        String[] script = {"> S", "< S.", "> .", "> F.", "<? . ack 2", "< F. seq 1 ack 2", "> ."};
        assertThat(play(opening().answering(". 1:1(0) ack 2 win 9", "F. 1:1(0) ack 2 win 9"), script).verdict())
                .isEqualTo(Verdict.MET);
        assertThat(play(opening().answering("F. 1:1(0) ack 2 win 9"), script).verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void companionsComeInAnyOrderAndAlternativesInsteadOfEachOther() {
        String[] script = {"> S", "< S.", "> .", "> . (2)", "< . ack 3", "& P. (5) as data", "| R. as reset", "> ."};
        assertThat(play(opening().answering("P. 1:6(5) ack 1 win 9", ". 6:6(0) ack 3 win 9"), script).verdict())
                .isEqualTo(Verdict.MET);
        PlayResult reset = play(opening().answering(". 1:1(0) ack 3 win 9", "R. 1:1(0) ack 3 win 0"), script);
        assertThat(reset.facts().rows("reset")).hasSize(1);
        assertThat(reset.facts().rows("data")).isEmpty();
    }

    @Test
    void anAlternativeMayEndTheScript() {
        Puppet peer = new Puppet().answering("R. 0:0(0) ack 1 win 0");
        assertThat(play(peer, "> S", "< S.", "| R. ends", "> .").verdict()).isEqualTo(Verdict.MET);
        assertThat(peer.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"doubling, 100, 200, 400, MET", "doubling, 100, 120, 250, MET", "doubling, 100, 100, 90, UNMET",
        "doubling, 100, 400, 800, UNMET", "even, 100, 100, 100, MET", "even, 100, 140, 80, MET",
        "even, 100, 200, 400, UNMET", "even, 100, 100, 30, UNMET"})
    void aRhythmIsHeldAgainstTheTimesOfTheCapture(String rhythm, int first, int second, int third, Verdict verdict) {
        String again = " S. 0:0(0) ack 1 win 9";
        Puppet peer = new Puppet().answering(again.strip(), "+" + first + again, "+" + second + again,
                "+" + third + again);
        PlayResult result = play(peer, "> S", "<4 S. gaps " + rhythm);
        assertThat(result.verdict()).as(result.explanation()).isEqualTo(verdict);
        if (verdict == Verdict.UNMET) {
            assertThat(result.explanation()).contains(" after the one before, which had come after ");
        }
    }

    @Test
    void silenceThatIsBrokenIsNoSilence() {
        assertThat(play(opening(), "> S", "< S.", "> .", "silence 1s").verdict()).isEqualTo(Verdict.MET);
        PlayResult result = play(new Puppet().answering("S. 0:0(0) ack 1 win 9").answering("P. 1:2(1) ack 1 win 9"),
                "> S", "< S.", "> .", "silence 1s");
        assertThat(result.explanation()).isEqualTo("Expected nothing for 1 s; 'P. 1:2(1) ack 1 win 9' came.");
    }

    @Test
    void whatAnOptionalExpectationLeavesBreaksTheSilenceAfterIt() {
        PlayResult result = play(opening().answering("P. 1:2(1) ack 1 win 9"), "> S", "< S.", "> .", "> P. (5)",
                "<? F.", "silence 1s");
        assertThat(result.explanation()).isEqualTo("Expected nothing for 1 s; 'P. 1:2(1) ack 1 win 9' came.");
    }

    @Test
    void aPeerThatNeverAnswersIsNotReset() {
        Puppet peer = new Puppet();
        PlayResult result = play(peer, "> S", "< S. within 2s");
        assertThat(result.verdict()).isEqualTo(Verdict.NO_ANSWER);
        assertThat(result.explanation()).isEqualTo("Expected 'S.'; nothing came within 2 s.");
        assertThat(peer.sent).hasSize(1);
    }

    @Test
    void anInterruptionResetsThePeer() {
        Puppet peer = opening();
        peer.answers.clear();
        peer.answering("S. 0:0(0) ack 1 win 9");
        peer.sightings.add(new Sighting.Interruption("a signal"), 0);
        PlayResult result = play(peer, "> S", "< S.", "wait 10m");
        assertThat(result.verdict()).isEqualTo(Verdict.INTERRUPTED);
        assertThat(result.explanation()).isEqualTo("Stopped by a signal.");
    }

    @Test
    void aResetOfThisHostsKernelIsSeenThrough() {
        Puppet peer = new Puppet() {
            @Override
            public void send(Segment segment) throws IOException {
                super.send(segment);
                see(SegmentNotation.parse("R 1:1(0) win 0", ISS, PEER_ISN)
                        .between(Rehearsals.SETTINGS.local(), Rehearsals.SETTINGS.remote()));
            }
        };
        PlayResult result = play(peer.answering("S. 0:0(0) ack 1 win 9"), "> S", "< S.", "wait 1s");
        assertThat(result.verdict()).isEqualTo(Verdict.RESET_BY_THIS_HOST);
        assertThat(told.notices).anyMatch(notice -> notice.contains("was not sent by tcpwalk"));
    }

    @Test
    void whatCannotBeSentOrDoneIsSaid() {
        Puppet peer = new Puppet();
        peer.broken = true;
        assertThat(play(peer, "> S")).satisfies(result -> {
            assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_ACT);
            assertThat(result.explanation()).contains("the cable is out");
        });
    }

    @Test
    void aPeerThatCannotBeToldIsLeftToItself() {
        Puppet peer = opening();
        peer.obeys = false;
        assertThat(play(peer, "> S", "< S.", "> .", "peer send 5").verdict()).isEqualTo(Verdict.MET);
        assertThat(told.wishes).extracting(PeerOrder::text).containsExactly("send 5");
    }

    @Test
    void statesAreHeldAgainstTheObserver() {
        PlayResult result = play(opening(), "> S", "< S.", "= ESTABLISHED / ESTABLISHED", "> .");
        assertThat(result.line()).isEqualTo(2);
        assertThat(result.explanation()).isEqualTo("Expected the states ESTABLISHED / ESTABLISHED after this segment;"
                + " they are ESTABLISHED? / SYN-RECEIVED.");
    }

    @Test
    void notesStandAtTheRowsThatTheyAreAboutAndOnce() {
        Puppet peer = new Puppet().answering("S. 0:0(0) ack 1 win 9", "S. 0:0(0) ack 1 win 9");
        play(peer, "> S", "-- ask", "pause 3s", "<2 S.", "-- answer", "--zh 应答");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < told.rows.size(); i++) {
            Row row = told.rows.get(i);
            Text note = told.notes.get(i);
            shown.add(row.segment().flags() + " " + (note == null ? "" : note.in(Locale.ENGLISH)));
        }
        assertThat(shown).containsExactly("2 ask", "18 answer", "18 ", "20 ");
        assertThat(told.paused).isEqualTo(3_000_000_000L);
    }

    @Test
    void lessonsTellWhatWasMeasuredAndNothingElse() {
        Puppet peer = opening().answering("P. 1:6(5) ack 3 win 500");
        PlayResult result = play(peer, "> S as syn", "< S. as answer", "> .", "> . (2) as data", "< P. as back",
                "| R. as reset", "learnt: {syn.isn} {answer.isn} {data.first}-{data.last} {back.length} {back.ack}",
                "  {back.window} {back} {syn..back} {back.at}", "learnt: {reset}",
                "learnt: {walk.peer} {walk.port} {walk.us}");
        assertThat(result.learnt(Locale.ENGLISH)).containsExactly("1000000 7000000 1-2 5 3 64000 1 4 ns 4 ns",
                "192.0.2.2:80 80 192.0.2.1:40000");
    }
}
