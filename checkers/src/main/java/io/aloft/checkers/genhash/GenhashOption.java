package io.aloft.checkers.genhash;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** genhash's options. */
enum GenhashOption {
    USE_SSL('S', "use-ssl", false),
    USE_SNI('I', "use-sni", false),
    SERVER('s', "server", true),
    PORT('p', "port", true),
    URL('u', "url", true),
    USE_VIRTUALHOST('V', "use-virtualhost", true),
    VERBOSE('v', "verbose", false),
    HELP('h', "help", false),
    FWMARK('m', "fwmark", true),
    PROTOCOL('P', "protocol", true),
    TIMEOUT('t', "timeout", true);

    private final char letter;
    private final String longName;
    private final boolean takesValue;

    GenhashOption(char letter, String longName, boolean takesValue) {
        this.letter = letter;
        this.longName = longName;
        this.takesValue = takesValue;
    }

    boolean takesValue() {
        return takesValue;
    }

    static Optional<GenhashOption> ofLetter(char letter) {
        return Arrays.stream(values()).filter(option -> option.letter == letter).findFirst();
    }

    /** The option whose long name is {@code prefix}, or the only one whose name begins with it. */
    static Optional<GenhashOption> ofLong(String prefix) {
        List<GenhashOption> candidates = Arrays.stream(values())
                .filter(option -> option.longName.startsWith(prefix))
                .toList();
        return candidates.stream()
                .filter(option -> candidates.size() == 1 || option.longName.equals(prefix))
                .findFirst();
    }
}
