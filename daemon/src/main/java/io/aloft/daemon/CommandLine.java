package io.aloft.daemon;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of one call, read as getopt reads them: short options may be bundled, long ones may be cut to a unique
 * prefix, and every mistake is reported before the program gives up.
 *
 * @param given each option that was given, with its values in order (empty strings where it takes none)
 * @param unexpected words that are no options; keepalived lists and ignores them
 * @param errors what is wrong, one sentence each
 */
record CommandLine(Map<Option, List<String>> given, List<String> unexpected, List<String> errors) {

    static CommandLine parse(String... arguments) {
        var line = new CommandLine(new EnumMap<>(Option.class), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            String following = i + 1 < arguments.length ? arguments[i + 1] : null;
            boolean tookFollowing = false;
            if (word.startsWith("--") && word.length() > 2) {
                tookFollowing = line.longOption(word.substring(2), Optional.ofNullable(following));
            } else if (word.startsWith("-") && word.length() > 1) {
                tookFollowing = line.shortOptions(word, Optional.ofNullable(following));
            } else {
                line.unexpected.add(word);
            }
            i += tookFollowing ? 1 : 0;
        }
        return line;
    }

    boolean has(Option option) {
        return given.containsKey(option);
    }

    /** The last value given. */
    Optional<String> value(Option option) {
        return Optional.ofNullable(given.get(option)).map(List::getLast).filter(value -> !value.isEmpty());
    }

    private boolean longOption(String text, Optional<String> following) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        List<Option> candidates = Option.ofLong(name);
        if (candidates.size() != 1) {
            errors.add(
                    candidates.isEmpty()
                            ? "unknown option --" + name + "; aloft --help lists them all"
                            : "--" + name + " could be any of "
                                    + String.join(
                                            ", ",
                                            candidates.stream()
                                                    .map(c -> "--" + c.longName)
                                                    .toList()));
            return false;
        }
        Option option = candidates.getFirst();
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        if (option.value == Option.Value.NONE && attached.isPresent()) {
            errors.add("--" + option.longName + " takes no value");
            return false;
        }
        return take(option, "--" + option.longName, attached, following);
    }

    private boolean shortOptions(String word, Optional<String> following) {
        for (int at = 1; at < word.length(); at++) {
            char name = word.charAt(at);
            Optional<Option> option = Option.ofShort(name);
            if (option.isEmpty()) {
                errors.add("unknown option -" + name + "; aloft --help lists them all");
                return false;
            }
            String rest = word.substring(at + 1);
            if (option.get().value != Option.Value.NONE) {
                return take(option.get(), "-" + name, rest.isEmpty() ? Optional.empty() : Optional.of(rest), following);
            }
            take(option.get(), "-" + name, Optional.empty(), Optional.empty());
        }
        return false;
    }

    /** Returns whether the following word was the value. */
    private boolean take(Option option, String spelling, Optional<String> attached, Optional<String> following) {
        if (option.support == Option.Support.NOT_YET) {
            errors.add(spelling + " (" + option.meaning + ") is not supported yet; leave it out");
        }
        boolean needsFollowing = option.value == Option.Value.REQUIRED && attached.isEmpty();
        Optional<String> value = needsFollowing ? following : attached;
        if (option.value == Option.Value.REQUIRED
                && value.filter(text -> !text.isEmpty()).isEmpty()) {
            errors.add(spelling + " needs a value: " + option.valueName);
        }
        given.computeIfAbsent(option, o -> new ArrayList<>()).add(value.orElse(""));
        return needsFollowing && following.isPresent();
    }
}
