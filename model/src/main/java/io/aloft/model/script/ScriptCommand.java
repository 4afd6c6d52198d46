package io.aloft.model.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program to run, already split into words: no shell is involved.
 *
 * @param configured the command as the operator wrote it, for messages
 * @param argv program and arguments, at least one word; the program is an absolute path once the loader has found it
 * @param user whom to run as, by name or number; null is the user that Aloft itself runs as
 * @param group the group to run as; null is the primary group of {@code user}
 */
public record ScriptCommand(
        String configured,
        List<String> argv,
        @Nullable String user,
        @Nullable String group) {

    public ScriptCommand {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a script needs a program");
        }
    }

    /** The same program with more arguments behind the configured ones. */
    public ScriptCommand withArguments(List<String> more) {
        var all = new java.util.ArrayList<>(argv);
        all.addAll(more);
        return new ScriptCommand(configured, all, user, group);
    }
}
