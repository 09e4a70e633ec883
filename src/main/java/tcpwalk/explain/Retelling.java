package tcpwalk.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Milestones;
import tcpwalk.timeline.Story;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Units;

/** What a {@link Story} tells in English, in another language's words: whole sentences, as orders of words differ. */
final class Retelling {

    /** How many kinds of trouble it names, as a story does. */
    private static final int MAX_NAMED = 3;

    private final Timeline of;
    private final Milestones milestones;
    private final Sentences sentences;
    private final Glossary glossary;
    private final StringBuilder text = new StringBuilder(120);

    private Retelling(Timeline of, Sentences sentences, Glossary glossary) {
        this.of = of;
        this.sentences = sentences;
        this.glossary = glossary;
        milestones = Milestones.of(of);
    }

    /** The story of a connection; one that somebody else knows better than an observer is left as it is. */
    static String of(Timeline timeline, Sentences sentences, Glossary glossary) {
        return Story.of(timeline).equals(timeline.story()) ? new Retelling(timeline, sentences, glossary).tell()
                : timeline.story();
    }

    private String tell() {
        switch (of.outcome()) {
            case REFUSED -> say("refused", "time", Units.duration(of.duration()),
                    "port", Integer.toString(of.server().address().port()));
            case NO_ANSWER -> unanswered();
            case HALF_OPEN -> {
                if (of.server().segments() == 0) {
                    unanswered();
                } else {
                    say("half-open");
                }
            }
            case CLOSED -> closed();
            case RESET -> reset();
            case ESTABLISHED -> {
                exchange();
                say("open");
            }
            case CLOSING -> closing();
            case UNKNOWN -> say("unknown");
        }
        List<Finding> rest = Story.remarkable(of);
        if (!rest.isEmpty()) {
            say("stands-out", "kinds", rest.stream().limit(MAX_NAMED).map(this::counted)
                    .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    private String counted(Finding finding) {
        return finding.count() == 1 ? finding.kind().toString() : sentences.say("story.times",
                Map.of("kind", finding.kind().toString(), "count", Integer.toString(finding.count())));
    }

    private void unanswered() {
        say("no-answer", "count", Long.toString(count(FindingKind.SYN_RETRANSMITTED) + 1));
    }

    private void exchange() {
        if (!of.client().path().contains(TcpState.SYN_SENT)) {
            say(of.roles() == Roles.SYN_ACK ? "began-in-handshake" : "began-later");
        } else if (count(FindingKind.SIMULTANEOUS_OPEN) > 0) {
            say("both-opened");
        } else if (of.handshakeRtt() != null) {
            say("connected", "time", Units.duration(of.handshakeRtt()));
        }
        if (count(FindingKind.SYN_RETRANSMITTED) > 0) {
            say("tries", "count", Long.toString(count(FindingKind.SYN_RETRANSMITTED)));
        }
        if (of.client().bytes() + of.server().bytes() == 0) {
            say("no-data");
        } else {
            say("data", "sent", Units.compactBytes(of.client().bytes()),
                    "received", Units.compactBytes(of.server().bytes()));
        }
    }

    private void closed() {
        exchange();
        Side first = of.closedBy();
        if (first == null || count(FindingKind.SIMULTANEOUS_CLOSE) > 0) {
            say("both-closed");
        } else if (milestones.firstFin() == null || milestones.secondFin() == null) {
            sayOf("closed-first", first);
        } else {
            long open = milestones.secondFin() - milestones.firstFin();
            sayOf(count(FindingKind.HALF_CLOSE) == 0 ? "closed-soon" : "kept-open", first,
                    "time", Units.duration(open));
        }
        if (Story.isNormal(of)) {
            say("normal");
        }
    }

    private void closing() {
        exchange();
        Side first = of.closedBy();
        if (first == null) {
            say("unfinished");
        } else if (count(FindingKind.UNANSWERED_FIN) > 0) {
            sayOf("unanswered-fin", first);
        } else {
            sayOf(of.end(first.other()).state() == TcpState.CLOSE_WAIT ? "waits" : "closed-unfinished", first);
        }
    }

    private void reset() {
        boolean early = of.client().path().contains(TcpState.SYN_SENT)
                && !of.client().path().contains(TcpState.ESTABLISHED);
        if (!early) {
            exchange();
        }
        Side resetter = milestones.resetter() != null ? milestones.resetter() : of.endedBy();
        if (resetter == null) {
            say("reset");
            return;
        }
        sayOf(early ? "reset-early" : "reset-by", resetter);
        Term cause = of.resetCause() == null ? null : glossary.term(of.resetCause().toString());
        if (cause != null) {
            say("cause", "cause", cause.gist());
        }
    }

    private long count(FindingKind kind) {
        return of.findings().stream().filter(each -> each.kind() == kind).mapToLong(Finding::count).sum();
    }

    /** A sentence about an end and its peer. */
    private void sayOf(String key, Side end, String... words) {
        Map<String, String> all = pairs(words);
        all.put("end", sentences.say("end." + end, Map.of()));
        all.put("other", sentences.say("end." + end.other(), Map.of()));
        text.append(sentences.say("story." + key, all));
    }

    private void say(String key, String... words) {
        text.append(sentences.say("story." + key, pairs(words)));
    }

    private static Map<String, String> pairs(String... words) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        return pairs;
    }
}
