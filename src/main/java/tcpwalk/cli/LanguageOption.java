package tcpwalk.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says in which language to explain. */
final class LanguageOption {

    @Option(names = "--lang", paramLabel = "LANGUAGE",
            description = "Explain in English (en) or Chinese (zh); by default as the locale has it.")
    private Language language;

    Locale locale() {
        return (language == null ? Language.of(System.getenv()) : language).locale();
    }
}
