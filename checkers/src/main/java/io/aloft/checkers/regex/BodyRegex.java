package io.aloft.checkers.regex;

import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.RegexSpec.Option;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** {@code regex} of a url with all its options: searches a body. */
public final class BodyRegex {

    /** How often characters are looked at in one search; a search of 1 MiB that behaves needs a few times its length. */
    static final long STEPS = 8_000_000;

    private final RegexSpec spec;
    private final boolean utf;
    private final Pattern pattern;

    private BodyRegex(RegexSpec spec, boolean utf, Pattern pattern) {
        this.spec = spec;
        this.utf = utf;
        this.pattern = pattern;
    }

    /**
     * Prepares a search.
     *
     * @throws IllegalArgumentException when the pattern cannot be used; the message begins with {@code Invalid regex:} and says why
     */
    public static BodyRegex of(RegexSpec spec) {
        Set<Option> options = spec.options();
        boolean utf = options.contains(Option.UTF);
        if ((utf && options.contains(Option.NEVER_UTF))
                || (options.contains(Option.UCP) && options.contains(Option.NEVER_UCP))) {
            throw new IllegalArgumentException(
                    "Invalid regex: '" + spec.pattern() + "': its options contradict each other");
        }
        // Without utf PCRE2 sees octets, in the pattern as well.
        String text = utf
                ? spec.pattern()
                : new String(spec.pattern().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String java = PcreTranslation.of(text, options);
        try {
            return new BodyRegex(spec, utf, Pattern.compile(java, flags(options)));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Invalid regex: '" + spec.pattern() + "': " + e.getDescription(), e);
        }
    }

    /** A line ends with LF only, as with PCRE2. The translation has no white space or comments left for {@code extended}. */
    private static int flags(Set<Option> options) {
        boolean wide = options.contains(Option.UTF) || options.contains(Option.UCP);
        return Pattern.UNIX_LINES
                | (options.contains(Option.CASELESS) ? Pattern.CASE_INSENSITIVE : 0)
                | (options.contains(Option.CASELESS) && wide ? Pattern.UNICODE_CASE : 0)
                | (options.contains(Option.DOTALL) ? Pattern.DOTALL : 0)
                | (options.contains(Option.MULTILINE) ? Pattern.MULTILINE : 0)
                | (options.contains(Option.UCP) ? Pattern.UNICODE_CHARACTER_CLASS : 0);
    }

    /**
     * Whether a body is as wanted: with a match, or without one under {@code regex_no_match}. A body that cannot be searched,
     * because it is no UTF-8 or the search is too costly, is not.
     */
    public boolean accepts(byte[] body) {
        String text = utf ? decode(body) : null;
        if (utf && text == null) {
            return false;
        }
        BoundedText subject = text == null ? BoundedText.ofOctets(body, STEPS) : BoundedText.of(text, STEPS);
        try {
            return matches(subject, text) != spec.noMatch();
        } catch (BoundedText.TooCostly | StackOverflowError e) {
            // The JDK's engine recurses for repeated groups; the stack is whole again when it has been unwound.
            return false;
        }
    }

    private boolean matches(BoundedText subject, @Nullable String text) {
        int from = index(text, spec.minOffset());
        if (from > subject.length()) {
            return false;
        }
        Matcher matcher = pattern.matcher(subject)
                .useAnchoringBounds(false)
                .useTransparentBounds(true)
                .region(from, subject.length());
        if (!matcher.find()) {
            return false;
        }
        Long maxOffset = spec.maxOffset();
        if (maxOffset != null && octets(text, matcher.start()) > maxOffset) {
            return false;
        }
        return !spec.options().contains(Option.FIRSTLINE) || matcher.start() <= firstLineEnd(subject, from);
    }

    private static int firstLineEnd(BoundedText subject, int from) {
        int at = from;
        while (at < subject.length() && subject.at(at) != '\n') {
            at++;
        }
        return at;
    }

    /** The index of the first character at or behind an offset in octets; {@code text} is null where both are the same. */
    private static int index(@Nullable String text, long offset) {
        int from = (int) Math.min(offset, Integer.MAX_VALUE);
        if (text == null) {
            return from;
        }
        long octets = 0;
        int at = 0;
        while (at < text.length() && octets < from) {
            int character = text.codePointAt(at);
            octets += octets(character);
            at += Character.charCount(character);
        }
        return octets < from ? Integer.MAX_VALUE : at;
    }

    /** How many octets stand before an index. */
    private static long octets(@Nullable String text, int index) {
        return text == null
                ? index
                : text.substring(0, index)
                        .codePoints()
                        .mapToLong(BodyRegex::octets)
                        .sum();
    }

    /** Of one character in UTF-8 (RFC 3629 section 3). */
    private static int octets(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    private static @Nullable String decode(byte[] body) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
