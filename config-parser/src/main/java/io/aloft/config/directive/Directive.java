package io.aloft.config.directive;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table: a keyword in one block.
 *
 * @param block path of the enclosing blocks, {@code (root)} for the top level
 * @param keyword as written
 * @param arguments what follows it, in words for people
 * @param type what follows it, for the reader
 * @param lenient leading digits count at a start of the daemon, though not under {@code -t}
 * @param unit s, us, ms or bytes; "-" for none
 * @param range inclusive bounds, or null
 * @param defaultValue effective value when absent; "-" when it is inherited or depends on others
 * @param repeat what a second occurrence does
 * @param missing what a missing argument does
 * @param bad what a bad value does
 * @param relation another keyword that means the same or took its place, or null
 * @param since oldest keepalived that knows it
 * @param support how far Aloft supports it
 * @param note what the support depends on, or why there is nothing to do; empty for the other states
 */
public record Directive(
        String block,
        String keyword,
        String arguments,
        ArgumentType type,
        boolean lenient,
        String unit,
        @Nullable Range range,
        String defaultValue,
        Repeat repeat,
        Missing missing,
        Bad bad,
        @Nullable Relation relation,
        String since,
        Support support,
        String note) {

    /** Inclusive decimal bounds as written, for messages. */
    public record Range(String low, String high) {
        @Override
        public String toString() {
            return high.equals("max") ? "at least " + low : low + ".." + high;
        }
    }

    /** What a second occurrence in the same block does. */
    public enum Repeat {
        ADDS,
        /** Same as once. */
        SAME,
        LAST,
        /** The last counts, and the repetition is reported. */
        LAST_REPORTED,
        /** The first counts, and the others are reported. */
        FIRST
    }

    /** What happens when the argument is missing. */
    public enum Missing {
        /** keepalived ends at once with status 2. */
        STOP,
        ERROR,
        IGNORE,
        /** The argument may be left out. */
        OPTIONAL
    }

    /**
     * What a bad value does.
     *
     * @param substitute used instead, or null when the keyword is ignored
     * @param zeroIsOne 0 is out of range but counts as 1
     */
    public record Bad(@Nullable String substitute, boolean zeroIsOne) {}

    /** Another keyword that this one stands in relation to. */
    public record Relation(Kind kind, String keyword) {
        /** How the two are related. */
        public enum Kind {
            SYNONYM,
            /** Still works; keepalived logs it without changing the exit status. */
            DEPRECATED,
            /** Still works; counts as an error. */
            DEPRECATED_REPORTED,
            /** Gone; the other one is what to write. */
            REPLACED
        }
    }
}
