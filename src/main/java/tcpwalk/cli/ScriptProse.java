package tcpwalk.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tcpwalk.render.Prose;
import tcpwalk.walk.PlayResult;
import tcpwalk.walk.Verdict;
import tcpwalk.walk.script.Script;

/** What is said before and after a played script. */
final class ScriptProse {

    private final Prose prose;
    private final Locale language;
    private final boolean chinese;

    ScriptProse(Prose prose, Locale language) {
        this.prose = prose;
        this.language = language;
        chinese = language.equals(Locale.CHINESE);
    }

    /** What the walk is for. */
    void before(Script script, boolean brief) throws IOException {
        prose.heading(script.title().in(language));
        if (!brief && script.purpose() != null) {
            prose.paragraph(script.purpose().in(language));
        }
        prose.gap();
    }

    /** What was learnt from this run. */
    void after(PlayResult result) throws IOException {
        List<String> lessons = result.verdict() == Verdict.MET ? result.learnt(language) : List.of();
        if (!lessons.isEmpty()) {
            prose.gap();
            prose.heading(chinese ? "这次运行说明了什么" : "What this run shows");
            for (String lesson : lessons) {
                prose.item(lesson);
            }
        }
        if (result.verdict() == Verdict.MET) {
            prose.gap();
            prose.paragraph(chinese ? "每一项预期都已实现。" : "Every expectation was met.");
        }
    }
}
