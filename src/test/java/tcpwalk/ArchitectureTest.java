package tcpwalk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows of the architecture: what may know of what. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("tcpwalk");

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    private static ArchRule onlyKnows(String area, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = "tcpwalk." + area + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = others[i];
        }
        return classes().that().resideInAPackage("tcpwalk." + area + "..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    @Test
    void wireKnowsOnlyTheLanguage() {
        check(onlyKnows("wire", "java.."));
    }

    @Test
    void tcpKnowsOnlyWire() {
        check(onlyKnows("tcp", "java..", "tcpwalk.wire.."));
    }

    @Test
    void timelineKnowsOnlyTcpAndWire() {
        check(onlyKnows("timeline", "java..", "tcpwalk.tcp..", "tcpwalk.wire.."));
    }

    @Test
    void explainKnowsOnlyWhatItExplains() {
        check(onlyKnows("explain", "java..", "tcpwalk.timeline..", "tcpwalk.tcp..", "tcpwalk.wire.."));
    }

    @Test
    void renderKnowsNoSourceOfSegments() {
        check(onlyKnows("render", "java..", "com.fasterxml.jackson.core..", "tcpwalk.timeline..", "tcpwalk.explain..",
                "tcpwalk.tcp..", "tcpwalk.wire.."));
    }

    @Test
    void theWatchScreenKnowsNoCapture() {
        check(onlyKnows("watch", "java..", "com.sun.jna..", "tcpwalk.sniff..", "tcpwalk.render..", "tcpwalk.explain..",
                "tcpwalk.timeline..", "tcpwalk.tcp..", "tcpwalk.wire.."));
        check(noClasses().that().resideInAPackage("tcpwalk.watch.screen..").should().dependOnClassesThat()
                .haveNameMatching("tcpwalk\\.watch\\.terminal\\.(Terminal|Display).*"));
        check(noClasses().that().resideInAnyPackage("tcpwalk.watch.model..", "tcpwalk.watch.screen..").should()
                .dependOnClassesThat().resideInAPackage("com.sun.jna.."));
        check(onlyKnows("watch.terminal", "java..", "com.sun.jna.."));
    }

    @Test
    void captureKnowsOnlyWireAndItsLibraries() {
        check(onlyKnows("capture", "java..", "com.sun.jna..", "tcpwalk.wire.."));
    }

    @Test
    void sniffJoinsCapturingWithTrackingAndShowsNothingItself() {
        check(onlyKnows("sniff", "java..", "tcpwalk.capture..", "tcpwalk.timeline..", "tcpwalk.tcp..",
                "tcpwalk.wire.."));
    }

    @Test
    void craftDoesNotKnowCapture() {
        check(noClasses().that().resideInAPackage("tcpwalk.craft..").should().dependOnClassesThat()
                .resideInAnyPackage("tcpwalk.capture..", "tcpwalk.render..", "tcpwalk.cli.."));
    }

    @Test
    void kernelKnowsOnlyWhatItComparesWith() {
        check(onlyKnows("kernel", "java..", "tcpwalk.sniff..", "tcpwalk.tcp..", "tcpwalk.wire.."));
    }

    @Test
    void aScriptKnowsNoNetwork() {
        check(onlyKnows("walk.script", "java..", "tcpwalk.tcp..", "tcpwalk.wire.."));
    }

    @Test
    void walksKnowNothingOfCaptureAndShowing() {
        check(noClasses().that().resideInAPackage("tcpwalk.walk..").should().dependOnClassesThat()
                .resideInAnyPackage("tcpwalk.capture..", "tcpwalk.render..", "tcpwalk.explain..", "tcpwalk.cli..",
                        "com.sun.jna.."));
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        check(noClasses().that().resideOutsideOfPackage("tcpwalk.cli..").should().dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    @Test
    void readingFilesLoadsNoNativeCode() {
        check(noClasses().that().resideInAnyPackage("tcpwalk.capture", "tcpwalk.capture.file..",
                "tcpwalk.capture.decode..").should().dependOnClassesThat()
                .resideInAnyPackage("com.sun.jna..", "tcpwalk.capture.live.."));
    }

    @Test
    void nobodyWritesToTheProcessStreamsButMain() {
        check(noClasses().that().doNotHaveFullyQualifiedName("tcpwalk.cli.Main").should().accessField(
                System.class, "out").orShould().accessField(System.class, "err"));
    }
}
