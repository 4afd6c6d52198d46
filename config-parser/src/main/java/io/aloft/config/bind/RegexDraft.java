package io.aloft.config.bind;

import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.RegexSpec.Option;
import io.aloft.model.lvs.RegexSpec.Stack;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@code url} says about a regular expression. */
public final class RegexDraft {

    public @Nullable String pattern;
    public boolean noMatch;
    public final Set<Option> options = EnumSet.noneOf(Option.class);
    public long minOffset;
    public @Nullable Long maxOffset;
    public @Nullable Stack stack;

    /** Null without a pattern. */
    public @Nullable RegexSpec spec() {
        return pattern == null ? null : new RegexSpec(pattern, noMatch, options, minOffset, maxOffset, stack);
    }
}
