package io.aloft.config.bind;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * keepalived 2.4's two ways of splitting a script line: the line into command, user and group, where backslashes stay as they
 * are; then the command into program and arguments, where they are escapes. No shell takes part.
 */
final class ScriptWords {

    private ScriptWords() {}

    /** Splits the line behind the keyword; null when a quote is not closed. */
    static @Nullable List<String> splitLine(String line) {
        return split(line, false);
    }

    /** Splits the command itself; null when a quote is not closed. */
    static @Nullable List<String> splitCommand(String command) {
        return split(command, true);
    }

    private static @Nullable List<String> split(String text, boolean escapes) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                inWord = true;
                if (escapes) {
                    i = appendEscaped(text, i + 1, word);
                } else {
                    word.append(c).append(text.charAt(++i));
                }
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            return null;
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** Appends what the escape at {@code at}, behind its backslash, stands for; returns the index of its last character. */
    private static int appendEscaped(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        switch (c) {
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'E' -> out.append('\u001b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> {
                return appendNumber(text, at + 1, 16, 2, at, out);
            }
            case 'c' -> {
                if (at + 1 < text.length()) {
                    out.append((char) (text.charAt(at + 1) & 0x1f));
                    return at + 1;
                }
                out.append(c);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return appendNumber(text, at, 8, 3, at, out);
            }
            default -> out.append(c);
        }
        return at;
    }

    private static int appendNumber(String text, int from, int radix, int most, int last, StringBuilder out) {
        int value = 0;
        int at = from;
        while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at), radix);
            at++;
        }
        if (at == from) {
            out.append(text.charAt(last));
            return last;
        }
        // A NUL would end the argument in the kernel; nothing sensible can be meant by it.
        if ((value & 0xff) != 0) {
            out.append((char) (value & 0xff));
        }
        return at - 1;
    }
}
