package tcpwalk.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The languages that explanations come in. */
enum Language {
    EN(Locale.ENGLISH),
    ZH(Locale.CHINESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    /** What the locale asks for, as POSIX has it: the first that is set of LC_ALL, LC_MESSAGES and LANG decides. */
    static Language of(Map<String, String> environment) {
        String wanted = Stream.of("LC_ALL", "LC_MESSAGES", "LANG").map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty()).findFirst().orElse("");
        return wanted.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }
}
