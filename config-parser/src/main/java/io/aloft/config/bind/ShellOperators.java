package io.aloft.config.bind;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Script lines that only a shell would understand. keepalived 2 gives them none, so {@code &&} and its like become arguments
 * of the program; the commonest of them have a plain form that does what was meant.
 */
final class ShellOperators {

    private static final Set<String> OPERATORS =
            Set.of("&&", "||", "|", ";", "&", ">", ">>", "<", "2>&1", "2>/dev/null", "[[", "]]");

    private ShellOperators() {}

    /** The first word that a shell would treat specially, or null. */
    static @Nullable String firstIn(List<String> argv) {
        for (String word : argv) {
            if (OPERATORS.contains(word) || word.startsWith("$(") || word.startsWith("`") || word.endsWith(";")) {
                return word;
            }
        }
        return null;
    }

    /** What to write instead of {@code keyword "argv"}, ready to be copied. */
    static String advice(String keyword, List<String> argv) {
        String plain = plainForm(argv);
        if (plain != null) {
            return "write: " + keyword + " \"" + plain + "\"";
        }
        String command = String.join(" ", argv);
        boolean quotable = command.indexOf('\'') < 0 && command.indexOf('"') < 0 && command.indexOf('\\') < 0;
        return quotable
                ? "write: " + keyword + " \"/bin/sh -c '" + command + "'\""
                : "put the commands into a script file that starts with #!/bin/sh and name that file";
    }

    /** The command without {@code && exit 0 || exit 1}, a test turned round where the exits are turned round. */
    private static @Nullable String plainForm(List<String> argv) {
        int and = argv.indexOf("&&");
        if (and < 1 || argv.size() != and + 6) {
            return null;
        }
        List<String> tail = argv.subList(and, argv.size());
        boolean straight = tail.equals(List.of("&&", "exit", "0", "||", "exit", "1"));
        boolean turned = tail.equals(List.of("&&", "exit", "1", "||", "exit", "0"));
        List<String> head = argv.subList(0, and);
        if (firstIn(head.subList(1, head.size() - (isTest(head) ? 1 : 0))) != null) {
            return null;
        }
        if (isTest(head)) {
            List<String> condition = head.subList(1, head.size() - 1);
            return straight || turned
                    ? "/usr/bin/test " + (turned ? "! " + absent(condition) : String.join(" ", condition))
                    : null;
        }
        return straight ? absolute(head) : null;
    }

    /** Where a file is meant to be absent {@code -f} becomes {@code -e}: a touch file of any kind shall count. */
    private static String absent(List<String> condition) {
        return condition.size() == 2 && condition.getFirst().equals("-f")
                ? "-e " + condition.getLast()
                : String.join(" ", condition);
    }

    private static boolean isTest(List<String> head) {
        return head.size() >= 3
                && (head.getFirst().equals("[[") && head.getLast().equals("]]")
                        || head.getFirst().equals("[") && head.getLast().equals("]"));
    }

    private static String absolute(List<String> head) {
        String program = head.getFirst();
        String path = program.contains("/") ? program : "/usr/bin/" + program;
        return String.join(
                " ",
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(path), head.stream().skip(1))
                        .toList());
    }
}
