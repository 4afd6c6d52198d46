package io.aloft.config.print;

import io.aloft.config.LoadedFile;
import io.aloft.config.bind.Corrections;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Secrets;
import io.aloft.config.directive.Support;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a loaded configuration such that loading the text gives an equal image. Driven by the table of directives alone, so
 * nothing that the image leaves out gets lost. What has no effect becomes a comment that says why.
 */
public final class ConfigPrinter {

    private static final String INDENT = "    ";
    private static final String UNKNOWN = "?";

    private final DirectiveCatalog catalog = DirectiveCatalog.standard();
    private final StringBuilder out = new StringBuilder();
    private final Corrections corrections;
    private final Map<SourceLocation, String> reasons = new HashMap<>();
    private final boolean secrets;
    private int commented;

    private ConfigPrinter(LoadedFile file, boolean secrets) {
        this.corrections = file.corrections();
        this.secrets = secrets;
        for (Diagnostic diagnostic : file.result().diagnostics()) {
            if (diagnostic.location() != null) {
                reasons.putIfAbsent(diagnostic.location(), diagnostic.message());
            }
        }
    }

    /**
     * A printed configuration.
     *
     * @param text with a newline at its end
     * @param commented how many statements were written as comments because they have no effect
     */
    public record Printed(String text, int commented) {}

    /**
     * Prints a configuration whose braces match and that is not refused; any other has no meaning that could be printed.
     *
     * @param secrets whether to write passwords and keys; otherwise {@value Secrets#MASK} stands in their place
     */
    public static Printed print(LoadedFile file, boolean secrets) {
        if (file.result().image() == null || file.result().unbalanced()) {
            throw new IllegalArgumentException("refused, or its braces do not match");
        }
        var printer = new ConfigPrinter(file, secrets);
        printer.block(file.statements(), DirectiveCatalog.ROOT, 0);
        return new Printed(printer.out.toString(), printer.commented);
    }

    private void block(List<Statement> statements, String path, int depth) {
        Set<String> present = new HashSet<>();
        statements.forEach(statement -> present.add(statement.keyword().text()));
        for (Statement statement : statements) {
            if (depth == 0 && !out.isEmpty() && statement.block() != null) {
                out.append('\n');
            }
            Directive directive = catalog.find(path, statement.keyword().text());
            if (!corrections.isDropped(statement)) {
                statement(statement, directive, present, path, depth);
            } else if (hasIgnoredBrace(statement, directive)) {
                comment(
                        new Statement(statement.keyword(), statement.arguments(), statement.end(), null),
                        directive,
                        depth);
                block(statement.content(), path, depth);
            } else {
                comment(statement, directive, depth);
            }
        }
    }

    /** The brace behind a keyword without block is ignored, and what it encloses belongs to the outer block. */
    private static boolean hasIgnoredBrace(Statement statement, @Nullable Directive directive) {
        return statement.block() != null
                && directive != null
                && directive.support() != Support.REMOVED
                && !directive.type().takesBlock();
    }

    private void statement(
            Statement statement, @Nullable Directive directive, Set<String> present, String path, int depth) {
        String keyword = directive == null ? statement.keyword().text() : current(directive, present);
        String text = StatementText.of(statement, directive, keyword, corrections.substituteIn(statement), secrets);
        if (statement.block() == null) {
            line(depth, text);
        } else if (hasIgnoredBrace(statement, directive)) {
            line(depth, text);
            block(statement.content(), path, depth);
        } else if (directive == null || directive.type().holdsKeywords()) {
            nested(statement, text, directive == null ? UNKNOWN : DirectiveCatalog.pathOf(directive), depth);
        } else {
            entries(statement, text, depth);
        }
    }

    private void nested(Statement statement, String head, String path, int depth) {
        line(depth, head + " {");
        block(statement.content(), path, depth + 1);
        line(depth, "}");
    }

    /** Entries are no keywords, and have no blocks. */
    private void entries(Statement statement, String head, int depth) {
        line(depth, head + " {");
        for (Statement entry : statement.content()) {
            if (corrections.isDropped(entry)) {
                comment(entry, null, depth + 1);
            } else {
                line(depth + 1, StatementText.of(entry, null, entry.keyword().text(), null, secrets));
            }
        }
        line(depth, "}");
    }

    /** A keyword that took the place of this one, if it takes the same arguments and does not stand there itself. */
    private String current(Directive directive, Set<String> present) {
        Directive.Relation relation = directive.relation();
        if (relation == null || present.contains(relation.keyword())) {
            return directive.keyword();
        }
        Directive other = catalog.find(directive.block(), relation.keyword());
        boolean same = other != null
                && other.type() == directive.type()
                && other.arguments().equals(directive.arguments())
                && other.repeat() == directive.repeat();
        boolean preferred = switch (relation.kind()) {
            case DEPRECATED, DEPRECATED_REPORTED -> true;
            case SYNONYM -> other != null && isFirst(other, directive);
            case REPLACED -> false;
        };
        return same && preferred ? relation.keyword() : directive.keyword();
    }

    /** Of two names for one thing the canonical one stands first in the table. */
    private boolean isFirst(Directive one, Directive other) {
        for (Directive row : catalog.keywordsOf(one.block())) {
            if (row == one || row == other) {
                return row == one;
            }
        }
        return false;
    }

    private void comment(Statement statement, @Nullable Directive directive, int depth) {
        commented++;
        String reason = reason(statement);
        commentLines(statement, directive, depth, reason.isEmpty() ? "" : "    # " + reason);
    }

    private void commentLines(Statement statement, @Nullable Directive directive, int depth, String reason) {
        String text = StatementText.of(statement, directive, statement.keyword().text(), null, secrets);
        String shown = secrets ? text : Secrets.covered(text);
        String comment = "# " + shown.replace('\r', ' ') + (statement.block() == null ? "" : " {") + reason;
        // A backslash at the end of a comment would count.
        line(depth, comment.endsWith("\\") ? comment + " #" : comment);
        if (statement.block() != null) {
            statement.content().forEach(inner -> commentLines(inner, null, depth + 1, ""));
            line(depth, "# }");
        }
    }

    private String reason(Statement statement) {
        String direct = reasons.get(statement.location());
        if (direct != null) {
            return direct;
        }
        return statement.words().stream()
                .map(Word::location)
                .map(reasons::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private void line(int depth, String text) {
        out.append(INDENT.repeat(depth)).append(text).append('\n');
    }
}
