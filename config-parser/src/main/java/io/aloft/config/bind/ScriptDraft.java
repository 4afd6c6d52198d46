package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line as written, split into words; whether the program exists is not known yet.
 *
 * @param keyword that it stands behind
 * @param configured the command before it was split, for messages
 * @param argv program and arguments, at least one
 * @param user whom it runs as; null for {@code script_user} or the default of the machine
 * @param location of the command
 * @param owner the object it belongs to, as messages name it
 */
public record ScriptDraft(
        String keyword,
        String configured,
        List<String> argv,
        @Nullable ScriptUser user,
        SourceLocation location,
        String owner) {

    /** The same command for somebody else. */
    public ScriptDraft withUser(@Nullable ScriptUser newUser) {
        return new ScriptDraft(keyword, configured, argv, newUser, location, owner);
    }
}
