package io.aloft.ipvs.admin;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What begins with a hyphen: a command or an option. */
sealed interface AdminWord permits AdminVerb, AdminOption {

    /** After one hyphen; empty when there is only the long form. Each letter is a way to write it. */
    String letters();

    /** After two hyphens. */
    String longName();

    /** Whether a value follows. */
    Value value();

    /** Whether a value follows. */
    enum Value {
        NONE,
        REQUIRED,
        /** Taken when the next word does not begin with a hyphen. */
        OPTIONAL
    }

    /** The command or option of a long name; null for none. */
    static @Nullable AdminWord ofLong(String name) {
        return all().filter(word -> word.longName().equals(name)).findFirst().orElse(null);
    }

    /** The command or option of a letter; null for none. */
    static @Nullable AdminWord ofShort(char letter) {
        return all().filter(word -> word.letters().indexOf(letter) >= 0)
                .findFirst()
                .orElse(null);
    }

    private static Stream<AdminWord> all() {
        return Stream.concat(Stream.of(AdminVerb.values()), Stream.of(AdminOption.values()));
    }
}
