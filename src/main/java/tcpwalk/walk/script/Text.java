package tcpwalk.walk.script;

import java.util.Locale;

/**
 * A sentence or two of a script, in English and, where its author wrote it, in Chinese.
 *
 * @param chinese null where there is none
 * @param section where to read on, for instance {@code RFC 9293 §3.5}, or null
 * @param term    what to look up with the explain command, or null
 */
public record Text(String english, String chinese, String section, String term) {

    /** The text in that language, in English where there is no other. */
    public String in(Locale language) {
        return chinese != null && language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
