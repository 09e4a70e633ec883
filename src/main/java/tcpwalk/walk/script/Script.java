package tcpwalk.walk.script;

import java.util.List;

/**
 * A walk written down.
 *
 * @param name    of the file or resource, for messages
 * @param title   one line
 * @param purpose shown before the walk, or null
 * @param lessons shown after it, with the values that were measured; one that mentions what did not occur is left out
 * @param source  the script's lines
 */
public record Script(String name, Text title, Text purpose, List<Act> acts, List<Text> lessons, List<String> source) {

    public Script {
        acts = List.copyOf(acts);
        lessons = List.copyOf(lessons);
        source = List.copyOf(source);
    }

    /** Whether the peer sends the first segment, which makes it the client. */
    public boolean peerOpens() {
        for (Act act : acts) {
            if (act instanceof Act.Send) {
                return false;
            } else if (act instanceof Act.Expect) {
                return true;
            }
        }
        return false;
    }

    /** Whether it only works with a peer that does what the script says. */
    public boolean ordersPeer(PeerOrder.Verb verb) {
        return acts.stream().anyMatch(act -> act instanceof Act.PeerDoes does && does.order().verb() == verb);
    }

    /** That line, without surrounding blanks. */
    public String line(int number) {
        return source.get(number - 1).strip();
    }
}
