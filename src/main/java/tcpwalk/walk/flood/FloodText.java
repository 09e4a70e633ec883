package tcpwalk.walk.flood;

import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of the flood, in English and Chinese; {@code {name}} stands for a value. */
public final class FloodText {

    private final ResourceBundle bundle;

    /** In that language, in English where there is no other. */
    public FloodText(Locale language) {
        bundle = ResourceBundle.getBundle("tcpwalk.walk.flood.Flood", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The sentence with that key; {@code values} are names and values in turn. */
    public String say(String key, String... values) {
        String sentence = bundle.getString(key);
        for (int i = 0; i < values.length; i += 2) {
            sentence = sentence.replace("{" + values[i] + "}", values[i + 1]);
        }
        return sentence;
    }
}
