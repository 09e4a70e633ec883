package tcpwalk.explain;

import java.util.List;

/**
 * What no language changes about a term.
 *
 * @param name     as it is written and looked up: {@code SYN-RECEIVED}, {@code why-three}
 * @param group    the name of the group that the index shows it in
 * @param also     further groups that list it
 * @param names    what others call it
 * @param chinese  its names in Chinese
 * @param sections where to read, the main place first: {@code RFC 9293 §3.5}
 * @param commands what shows it
 * @param see      names of other terms and of groups
 */
public record TermFacts(String name, String group, List<String> also, List<String> names, List<String> chinese,
        List<String> sections, List<Setting> settings, List<String> commands, List<String> see) {
}
