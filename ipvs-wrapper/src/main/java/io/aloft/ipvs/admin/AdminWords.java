package io.aloft.ipvs.admin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command line, read as popt(3) reads them: short options may be bundled, a value may be attached to
 * either form or be the next word, and long names are not cut short.
 */
final class AdminWords {

    private final List<String> words;
    private final List<String> leftOver = new ArrayList<>();
    private int at;

    /** What is still to be read of a bundle of short options; empty between words. */
    private String bundle = "";

    private boolean onlyLeftOver;

    /** The word in which the option was found. */
    private String current = "";

    AdminWords(List<String> words) {
        this.words = words;
    }

    /**
     * One option.
     *
     * @param spelling the word in which it was found
     * @param value what came with it; null for nothing
     */
    record Given(AdminWord word, String spelling, @Nullable String value) {

        /** The value of an option that has to have one. */
        String required() {
            return value == null ? "" : value;
        }
    }

    /** Words that belong to no option, as far as was read. */
    List<String> leftOver() {
        return List.copyOf(leftOver);
    }

    /** The next option; null when there is none. */
    @Nullable
    Given next() throws AdminRefusal {
        while (bundle.isEmpty()) {
            if (at == words.size()) {
                return null;
            }
            current = words.get(at++);
            if (onlyLeftOver || !current.startsWith("-") || current.length() == 1) {
                leftOver.add(current);
            } else if (current.equals("--")) {
                onlyLeftOver = true;
            } else if (current.startsWith("--")) {
                return longOption();
            } else {
                bundle = current.substring(1);
            }
        }
        return shortOption();
    }

    private Given longOption() throws AdminRefusal {
        int equals = current.indexOf('=');
        String name = equals < 0 ? current.substring(2) : current.substring(2, equals);
        AdminWord word = AdminWord.ofLong(name);
        if (word == null) {
            throw refused("unknown option");
        }
        if (equals < 0) {
            return new Given(word, current, nextAsValueOf(word));
        }
        if (word.value() == AdminWord.Value.NONE) {
            throw refused("option does not take an argument");
        }
        return new Given(word, current, current.substring(equals + 1));
    }

    private Given shortOption() throws AdminRefusal {
        AdminWord word = AdminWord.ofShort(bundle.charAt(0));
        if (word == null) {
            throw refused("unknown option");
        }
        bundle = bundle.substring(1);
        if (word.value() == AdminWord.Value.NONE) {
            return new Given(word, current, null);
        }
        if (bundle.isEmpty()) {
            return new Given(word, current, nextAsValueOf(word));
        }
        String value = bundle.startsWith("=") ? bundle.substring(1) : bundle;
        bundle = "";
        return new Given(word, current, value);
    }

    private @Nullable String nextAsValueOf(AdminWord word) throws AdminRefusal {
        boolean there = at < words.size();
        return switch (word.value()) {
            case NONE -> null;
            case OPTIONAL -> there && !words.get(at).startsWith("-") ? words.get(at++) : null;
            case REQUIRED -> {
                if (!there) {
                    throw refused("missing argument");
                }
                yield words.get(at++);
            }
        };
    }

    private AdminRefusal refused(String why) {
        return AdminRefusal.ofWord(current, why);
    }
}
