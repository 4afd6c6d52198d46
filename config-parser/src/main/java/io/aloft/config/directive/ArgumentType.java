package io.aloft.config.directive;

import java.util.Locale;

/** What a keyword takes, as far as it can be checked without knowing its meaning. */
public enum ArgumentType {
    /** Nothing; arguments are ignored. */
    FLAG,
    /** Nothing for true, or one of on true yes off false no. */
    BOOL,
    /** A decimal number without sign. */
    UINT,
    /** A decimal number. */
    INT,
    /** Seconds with up to three decimals. */
    DEC3,
    /** Seconds with up to six decimals. */
    DEC6,
    /** As DEC6, in 64 bits. */
    TIMER,
    STRING,
    /** A password or key, which is never shown: the last of the arguments that the table names. */
    SECRET,
    ENUM,
    ADDRESS,
    INTERFACE,
    /** A command line, split by the script rules. */
    SCRIPT,
    USER,
    /** Nothing, or a word that changes the switch. */
    FLAG_WORD,
    /** Several words with a grammar of their own. */
    OPTIONS,
    BLOCK,
    /** A block with a name or an address in its header. */
    NAMED_BLOCK,
    /** A block of lines, each with its own grammar. */
    ENTRY_BLOCK,
    NAMED_ENTRY_BLOCK,
    /** A block of words. */
    LIST_BLOCK;

    /** From the spelling in the table. */
    static ArgumentType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether a brace belongs behind the keyword. */
    public boolean takesBlock() {
        return switch (this) {
            case BLOCK, NAMED_BLOCK, ENTRY_BLOCK, NAMED_ENTRY_BLOCK, LIST_BLOCK -> true;
            case FLAG,
                    BOOL,
                    UINT,
                    INT,
                    DEC3,
                    DEC6,
                    TIMER,
                    STRING,
                    SECRET,
                    ENUM,
                    ADDRESS,
                    INTERFACE,
                    SCRIPT,
                    USER,
                    FLAG_WORD,
                    OPTIONS -> false;
        };
    }

    /** Whether the block holds keywords, and not entries or words. */
    public boolean holdsKeywords() {
        return this == BLOCK || this == NAMED_BLOCK;
    }
}
