package tcpwalk.explain;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of one bundle in one language. A parameter stands in braces by its name, {@code {ack}}, so that order
 * is free.
 */
final class Sentences {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final ResourceBundle bundle;

    /** English for every language that has no bundle of its own, whatever the machine's locale. */
    Sentences(String name, Locale locale) {
        bundle = ResourceBundle.getBundle("tcpwalk.explain." + name, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Whether they are those that stand in for every language without a bundle. */
    boolean areEnglish() {
        return bundle.getLocale().equals(Locale.ROOT);
    }

    /** The sentence with its parameters filled in; {@link IllegalArgumentException} where one is not given. */
    String say(String key, Map<String, String> words) {
        Matcher parameters = PARAMETER.matcher(bundle.getString(key));
        return parameters.replaceAll(parameter -> {
            String word = words.get(parameter.group(1));
            if (word == null) {
                throw new IllegalArgumentException(key + " needs " + parameter.group());
            }
            return Matcher.quoteReplacement(word);
        });
    }
}
