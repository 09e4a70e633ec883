package tcpwalk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Dialogue;
import tcpwalk.tcp.FindingKind;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.TestWalk;
import tcpwalk.timeline.Timelines;
import tcpwalk.timeline.Walks;

class AnnotatorTest {

    @Test
    void everyLessonIsGivenBySomeWalk() {
        Set<Lesson> given = new HashSet<>();
        for (TestWalk walk : Walks.all().values()) {
            given.addAll(lessons(walk));
        }
        assertThat(Lesson.values()).allSatisfy(lesson -> assertThat(given).contains(lesson));
    }

    @Test
    void everyReasonForTakingBackIsGivenBySomeWalk() {
        Set<String> said = new TreeSet<>();
        for (TestWalk walk : Walks.all().values()) {
            var annotator = new Annotator(Locale.ENGLISH);
            walk.rows().forEach(row -> said.addAll(annotator.takenBack(row)));
        }
        assertThat(said).containsExactly(
                "taken back: the client carries on, so the RST had not arrived or did not count",
                "taken back: the client denies by RST that there is such a connection, so it was not in ESTABLISHED",
                "taken back: the client repeats its FIN, so the acknowledgment of it had not arrived",
                "taken back: the client repeats its FIN, so the first one had not arrived",
                "taken back: the client repeats its SYN, so the SYN,ACK had not arrived",
                "taken back: the client repeats its SYN, so the refusal had not arrived, or it tries again all the"
                        + " same",
                "taken back: the client's FIN does not acknowledge the server's, so that one had not arrived",
                "taken back: the server repeats its FIN, so the last ACK had not arrived",
                "taken back: the server repeats its SYN,ACK, so the third segment had not arrived",
                "taken back: the server still sends its SYN,ACK, so the client's had not arrived",
                "taken back: this segment shows that the server was still in ESTABLISHED and had not come to"
                        + " CLOSE-WAIT");
    }

    @Test
    void nothingIsTaughtTwiceAndNoRowTeachesMoreThanThreeThings() {
        Walks.all().forEach((name, walk) -> {
            var annotator = new Annotator(Locale.ENGLISH);
            var all = new ArrayList<String>();
            for (Row row : walk.rows()) {
                List<Annotation> annotations = annotator.annotate(row);
                assertThat(annotations).as(name).hasSizeLessThanOrEqualTo(3);
                annotations.forEach(each -> all.add(each.text()));
            }
            assertThat(all).as(name).doesNotHaveDuplicates();
        });
    }

    @Test
    void theHandshakeIsCountedAndExplained() {
        assertThat(lessonsByRow(Walks.closedByClient()).subList(0, 3)).containsExactly(
                List.of(Lesson.SYN_ASKS, Lesson.ISN),
                List.of(Lesson.SYN_ACK_ACCEPTS, Lesson.CLIENT_ESTABLISHED, Lesson.OPTIONS_IN_SYN),
                List.of(Lesson.THIRD_ACK, Lesson.WHY_THREE));
    }

    @Test
    void theSynNamesTheAbsoluteNumberThatIsShownAsZero() {
        assertThat(texts(Walks.closedByClient()))
                .anySatisfy(text -> assertThat(text).contains("2784208446, shown here"));
    }

    @Test
    void aSynThatComesAgainAfterAResetDoesNotDoSoForWantOfAnAnswer() {
        assertThat(lessons(Walks.lostSyn())).contains(Lesson.SYN_AGAIN);
        assertThat(lessons(Walks.refusedTwice())).doesNotContain(Lesson.SYN_AGAIN);
    }

    @Test
    void aBlockBelowTheAcknowledgmentIsNotSaidToLieBeyondAHole() {
        TestWalk walk = Walks.closedByClient().row(61_000, "< . 1202:1202(0) ack 7 win 509 <sack 1:6>",
                "CLOSED | CLOSED?").finding(FindingKind.D_SACK, "5 bytes came twice");
        assertThat(lessons(walk)).contains(Lesson.D_SACK).doesNotContain(Lesson.SACK);
    }

    @Test
    void anAcknowledgmentNamesTheBytesThatHaveArrived() {
        assertThat(texts(Walks.closedByClient()))
                .anySatisfy(text -> assertThat(text).startsWith("ack 6 acknowledges bytes 1 to 5 of the client"))
                .anySatisfy(text -> assertThat(text).startsWith("ack 1201 acknowledges bytes 1 to 1200 of the server"));
    }

    @Test
    void anAcknowledgmentOfAFinCountsNoByteForIt() {
        var walk = Walks.opened()
                .row(6, "> FP. 1:3(2) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(7, "< . 1:1(0) ack 4 win 509", "FIN-WAIT-2? | CLOSE-WAIT");
        assertThat(texts(walk)).anySatisfy(text -> assertThat(text).startsWith("ack 4 acknowledges bytes 1 to 2 of"));
    }

    @Test
    void aFinNamesTheNumberThatItConsumesAfterItsData() {
        var walk = Walks.opened().row(6, "> FP. 1:101(100) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?");
        assertThat(texts(walk)).anySatisfy(text -> assertThat(text).contains("It consumes number 101,"));
    }

    @Test
    void aSingleByteIsNotCalledBytes() {
        var walk = Walks.opened().row(6, "> P. 1:2(1) ack 1 win 502", "ESTABLISHED | ESTABLISHED?");
        assertThat(texts(walk)).anySatisfy(text -> assertThat(text).contains("carries byte 1 of the client"));
    }

    @Test
    void fourSegmentsCloseWhenTheOtherEndStillHasItsHalfOpen() {
        assertThat(lessons(Walks.closedByClient())).containsSubsequence(Lesson.FIN_FIRST, Lesson.FIN_ACKED,
                Lesson.FIN_SECOND, Lesson.WHY_FOUR, Lesson.LAST_ACK, Lesson.WHY_TIME_WAIT, Lesson.TWO_MSL);
    }

    @Test
    void threeSegmentsCloseWhenTheFinSharesOneWithTheAcknowledgment() {
        assertThat(lessons(Walks.threeSegmentClose())).contains(Lesson.FIN_COMBINED, Lesson.WHY_FOUR)
                .doesNotContain(Lesson.FIN_ACKED, Lesson.FIN_SECOND);
        assertThat(texts(Walks.threeSegmentClose())).anySatisfy(text -> assertThat(text).contains(
                "The client goes through CLOSE-WAIT to LAST-ACK, the server through FIN-WAIT-2 to TIME-WAIT."));
    }

    @Test
    void crossedFinsAreNotTakenForASecondStep() {
        assertThat(lessons(Walks.simultaneousClose())).contains(Lesson.SIMULTANEOUS_CLOSE, Lesson.CLOSING_ACKED)
                .doesNotContain(Lesson.FIN_SECOND, Lesson.FIN_COMBINED, Lesson.LAST_ACK);
    }

    @Test
    void bytesThatCameTwiceAreNotTakenForBytesBeyondAGap() {
        assertThat(lessons(Walks.keepAliveWithAByte())).contains(Lesson.D_SACK).doesNotContain(Lesson.SACK);
        assertThat(lessons(Walks.lostData())).contains(Lesson.D_SACK, Lesson.SACK);
    }

    @Test
    void dataForAnEndThatHasClosedIsNotSaidToBeReceived() {
        assertThat(lessons(Walks.resetAfterClose())).contains(Lesson.DATA_HALF_CLOSED);
        assertThat(texts(Walks.resetAfterClose())).filteredOn(text -> text.startsWith("Data for")).singleElement().asString()
                .contains("the client may still receive").doesNotContain("acknowledges");
    }

    @Test
    void onlyATimeOutIsCalledOne() {
        assertThat(taught(45)).doesNotContain(Lesson.DATA_AGAIN);
        assertThat(taught(250)).contains(Lesson.DATA_AGAIN);
    }

    /** Data that is sent again after so many milliseconds. */
    private static List<Lesson> taught(int waited) {
        var talk = new Dialogue().opened().client("P. 1:1001(1000) ack 1 win 64000").after(waited)
                .client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 64000");
        var annotator = new Annotator(Locale.ENGLISH);
        return Timelines.of(talk.connections().get(0), null).rows().stream()
                .flatMap(row -> annotator.annotate(row).stream()).map(AnnotatorTest::lesson).toList();
    }

    @Test
    void aLongCloseWaitIsBlamedOnTheApplication() {
        assertThat(texts(Walks.halfClosed()))
                .anySatisfy(text -> assertThat(text).startsWith("CLOSE-WAIT lasted 2.1 s: so long the server's"));
    }

    @Test
    void whoIsCalledClientAndServerFollowsFromWhoSends() {
        assertThat(texts(Walks.resetAfterClose())).anySatisfy(text -> assertThat(text).contains("that the client has"));
        assertThat(texts(Walks.threeSegmentClose()))
                .anySatisfy(text -> assertThat(text).contains("that the server has"));
    }

    @Test
    void aResetThatDoesNotFitIsNotCalledFitting() {
        assertThat(lessons(Walks.resetIgnored())).contains(Lesson.RESET_IGNORED)
                .doesNotContain(Lesson.RESET, Lesson.RESET_FITS);
        assertThat(lessons(Walks.aborted())).contains(Lesson.RESET, Lesson.RESET_FITS);
    }

    @Test
    void anyLanguageWithoutABundleIsEnglish() {
        var annotator = new Annotator(Locale.forLanguageTag("fi"));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            assertThat(annotator.annotate(Walks.opened().rows().get(0)).get(0).text()).startsWith("1 of 3");
            assertThat(new Annotator(Locale.ENGLISH).annotate(Walks.opened().rows().get(0)).get(0).text())
                    .startsWith("1 of 3");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> texts(TestWalk walk) {
        var annotator = new Annotator(Locale.ENGLISH);
        return walk.rows().stream().flatMap(row -> annotator.annotate(row).stream()).map(Annotation::text).toList();
    }

    private static List<Lesson> lessons(TestWalk walk) {
        return lessonsByRow(walk).stream().flatMap(List::stream).toList();
    }

    /** Which lessons a walk gives, found by comparing what is said with every lesson's sentence. */
    private static List<List<Lesson>> lessonsByRow(TestWalk walk) {
        var annotator = new Annotator(Locale.ENGLISH);
        return walk.rows().stream()
                .map(row -> annotator.annotate(row).stream().map(AnnotatorTest::lesson).toList()).toList();
    }

    private static Lesson lesson(Annotation annotation) {
        return Arrays.stream(Lesson.values())
                .filter(lesson -> lesson.section().equals(annotation.section()))
                .filter(lesson -> lesson.term().equals(annotation.term()))
                .filter(lesson -> annotation.text().matches(AnnotationsBundleTest.pattern(lesson.key())))
                .findFirst().orElseThrow();
    }
}
