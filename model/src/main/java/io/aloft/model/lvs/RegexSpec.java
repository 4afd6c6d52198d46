package io.aloft.model.lvs;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an answer is searched for.
 *
 * @param pattern of PCRE2 ({@code regex})
 * @param noMatch a match is a failure ({@code regex_no_match})
 * @param options how the pattern is compiled ({@code regex_options})
 * @param minOffset byte at which the search begins ({@code regex_min_offset}; default 0)
 * @param maxOffset last byte at which a match may begin ({@code regex_max_offset}); null for no limit
 * @param stack of the matcher ({@code regex_stack}); null for its own
 */
public record RegexSpec(
        String pattern,
        boolean noMatch,
        Set<Option> options,
        long minOffset,
        @Nullable Long maxOffset,
        @Nullable Stack stack) {

    public RegexSpec {
        var ordered = EnumSet.noneOf(Option.class);
        ordered.addAll(options);
        options = Collections.unmodifiableSet(ordered);
    }

    /**
     * Memory of the matcher. Other engines than PCRE2's compiler have no use for it.
     *
     * @param start bytes to begin with
     * @param max bytes it may grow to, not below {@code start}
     */
    public record Stack(long start, long max) {}

    /** Options of PCRE2 by their names in {@code regex_options}. */
    public enum Option {
        ALLOW_EMPTY_CLASS,
        ALT_BSUX,
        AUTO_CALLOUT,
        CASELESS,
        DOLLAR_ENDONLY,
        DOTALL,
        DUPNAMES,
        EXTENDED,
        FIRSTLINE,
        MATCH_UNSET_BACKREF,
        MULTILINE,
        NEVER_UCP,
        NEVER_UTF,
        NO_AUTO_CAPTURE,
        NO_AUTO_POSSESS,
        NO_DOTSTAR_ANCHOR,
        NO_START_OPTIMIZE,
        UCP,
        UNGREEDY,
        UTF,
        NEVER_BACKSLASH_C,
        ALT_CIRCUMFLEX,
        ALT_VERBNAMES,
        USE_OFFSET_LIMIT;

        /** As written in the configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
