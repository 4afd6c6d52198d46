package io.aloft.checkers.genhash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of a command line, read as getopt_long(3) reads them. */
final class GenhashWords {

    private final List<String> words;
    private final List<String> others = new ArrayList<>();
    private int at;

    /** What is still to be read of a bundle of short options; empty between words. */
    private String bundle = "";

    GenhashWords(List<String> words) {
        this.words = words;
    }

    /** One option; the value is empty for one that takes none. */
    record Given(GenhashOption option, String value) {}

    /** Words that belong to no option; complete after the last option. */
    List<String> others() {
        return List.copyOf(others);
    }

    /** The next option; null when there is none. */
    @Nullable
    Given next() throws GenhashRefusal {
        while (bundle.isEmpty()) {
            if (at == words.size()) {
                return null;
            }
            String word = words.get(at++);
            if (word.equals("--")) {
                others.addAll(words.subList(at, words.size()));
                at = words.size();
            } else if (word.startsWith("--")) {
                return longOption(word);
            } else if (word.startsWith("-") && word.length() > 1) {
                bundle = word.substring(1);
            } else {
                others.add(word);
            }
        }
        return shortOption();
    }

    private Given longOption(String word) throws GenhashRefusal {
        int equals = word.indexOf('=');
        Optional<GenhashOption> option =
                GenhashOption.ofLong(equals < 0 ? word.substring(2) : word.substring(2, equals));
        if (option.isEmpty() || equals >= 0 && !option.get().takesValue()) {
            throw new GenhashRefusal("Unknown option " + word);
        }
        if (!option.get().takesValue()) {
            return new Given(option.get(), "");
        }
        return new Given(option.get(), equals < 0 ? following(word) : word.substring(equals + 1));
    }

    private Given shortOption() throws GenhashRefusal {
        String spelling = "-" + bundle.charAt(0);
        GenhashOption option = GenhashOption.ofLetter(bundle.charAt(0))
                .orElseThrow(() -> new GenhashRefusal("Unknown option " + spelling));
        String rest = bundle.substring(1);
        if (!option.takesValue()) {
            bundle = rest;
            return new Given(option, "");
        }
        bundle = "";
        return new Given(option, rest.isEmpty() ? following(spelling) : rest);
    }

    private String following(String spelling) throws GenhashRefusal {
        if (at == words.size()) {
            throw new GenhashRefusal("Missing parameter for option " + spelling);
        }
        return words.get(at++);
    }
}
