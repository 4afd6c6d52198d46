package io.aloft.config.docs;

import io.aloft.config.directive.ArgumentType;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Support;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** {@code docs/keywords.md}: every keyword with what it takes and how far Aloft supports it. */
public final class KeywordTable {

    private static final String HEAD = """
        # Keywords

        Every keyword of `keepalived.conf`, by block. This page is made by `aloft config docs` from the table that the program
        itself reads; a test fails when the two differ.

        - **Default** is what counts when the keyword is absent; empty when it is inherited or depends on others.
        - **Again** is what a second occurrence in the same block does. **Without argument** and **bad value** are what
          keepalived does and Aloft with it: *refused* means that keepalived does not start.
        - **Since** is the oldest keepalived that knows the keyword, of those compared (2.2, 2.4).
        - A number may have something behind it (`10s`) where the range says *digits count*: the daemon uses the number
          and `-t` complains.

        | support | meaning |
        | --- | --- |
        | full | as in keepalived |
        | conditional | some arguments, or some combinations, are not built yet and say so |
        | no effect | accepted; there is nothing to do, for the reason given |
        | not yet | accepted and reported once as "not yet supported"; the object it stands in works without it |
        | not yet, vital | not built yet, and without it the object would do something else, so that object does not run |
        | removed | keepalived no longer knows it |

        """;

    private final DirectiveCatalog catalog = DirectiveCatalog.standard();
    private final StringBuilder out = new StringBuilder(HEAD);

    private KeywordTable() {}

    /** The whole page. */
    public static String markdown() {
        var table = new KeywordTable();
        table.summary();
        var blocks = new LinkedHashSet<String>();
        table.catalog.all().forEach(row -> blocks.add(row.block()));
        blocks.forEach(table::block);
        return table.out.toString();
    }

    private void summary() {
        List<Directive> all = catalog.all();
        out.append("| of ").append(all.size()).append(" keywords | |\n| --- | --- |\n");
        for (Support support : Support.values()) {
            long count = all.stream().filter(row -> row.support() == support).count();
            out.append("| ").append(word(support)).append(" | ").append(count).append(" |\n");
        }
    }

    private void block(String block) {
        out.append("\n## ")
                .append(block.equals(DirectiveCatalog.ROOT) ? "Top level" : block.replace("/", " / "))
                .append("\n\n"
                        + "| keyword | takes | range | default | again | without argument | bad value | since |"
                        + " support |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (Directive row : catalog.keywordsOf(block)) {
            List<String> cells = List.of(
                    "`" + row.keyword() + "`" + relation(row),
                    takes(row),
                    range(row),
                    row.defaultValue().equals("-") ? "" : row.defaultValue(),
                    again(row),
                    withoutArgument(row),
                    badValue(row),
                    row.since().equals("-") ? "" : row.since(),
                    word(row.support()) + (row.note().isEmpty() ? "" : ": " + row.note()));
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
    }

    private static String takes(Directive row) {
        String type = row.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String kind = row.type().takesBlock() ? "" : " (" + type + ")";
        return row.arguments().equals("-") ? "" : "`" + row.arguments().replace("|", "\\|") + "`" + kind;
    }

    private static String range(Directive row) {
        var parts = new ArrayList<String>();
        if (row.range() != null) {
            boolean length = row.type() == ArgumentType.STRING || row.type() == ArgumentType.SECRET;
            parts.add(row.range() + (length ? " characters" : ""));
        }
        if (!row.unit().equals("-")) {
            parts.add(row.unit());
        }
        if (row.lenient()) {
            parts.add("digits count");
        }
        return String.join(", ", parts);
    }

    private static String again(Directive row) {
        return switch (row.repeat()) {
            case ADDS -> "adds";
            case SAME -> "same";
            case LAST -> "last counts";
            case LAST_REPORTED -> "last counts, reported";
            case FIRST -> "first counts, reported";
        };
    }

    private static String withoutArgument(Directive row) {
        return switch (row.missing()) {
            case STOP -> "refused";
            case ERROR -> "error, ignored";
            case IGNORE -> "ignored";
            case OPTIONAL -> "";
        };
    }

    private static String badValue(Directive row) {
        Directive.Bad bad = row.bad();
        boolean judged = row.range() != null || row.type() == ArgumentType.BOOL || row.type() == ArgumentType.ENUM;
        return bad.substitute() != null
                ? bad.substitute() + " is used"
                : bad.zeroIsOne() ? "0 counts as 1, else ignored" : judged ? "ignored" : "";
    }

    private static String relation(Directive row) {
        Directive.Relation relation = row.relation();
        if (relation == null) {
            return "";
        }
        String other = "`" + relation.keyword() + "`";
        return switch (relation.kind()) {
            case SYNONYM -> " = " + other;
            case DEPRECATED -> " (deprecated: " + other + ")";
            case DEPRECATED_REPORTED -> " (deprecated and reported: " + other + ")";
            case REPLACED -> " (now " + other + ")";
        };
    }

    private static String word(Support support) {
        return switch (support) {
            case FULL -> "full";
            case CONDITIONAL -> "conditional";
            case NO_EFFECT -> "no effect";
            case NOT_YET -> "not yet";
            case REMOVED -> "removed";
        };
    }
}
