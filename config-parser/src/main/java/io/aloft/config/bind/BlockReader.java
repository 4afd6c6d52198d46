package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.ArgumentType;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Support;
import io.aloft.config.syntax.Block;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks the statements of a block: looks each keyword up in the table, checks what the table can check, then binds it. */
final class BlockReader {

    private BlockReader() {}

    /** Reads the whole file, statement by statement. */
    static <T extends Draft> Consumer<Statement> rootReader(BlockBinding<T> binding, T draft, BindContext context) {
        Set<String> seen = new HashSet<>();
        return statement -> readOne(binding, draft, statement, seen, context);
    }

    /** Reads the block behind a statement into the draft of its object; true when nothing that it cannot do without is missing. */
    static <T extends Draft> boolean read(BlockBinding<T> binding, T draft, Statement header, BindContext context) {
        Block block = header.block();
        noteOrigin(draft, header, context);
        Draft outer = context.enter(draft);
        Set<String> written = new HashSet<>();
        readAll(binding, draft, header.content(), written, context);
        boolean complete = true;
        if (block != null) {
            BlockBinding.@Nullable AtEnd<T> atEnd = binding.atEnd();
            if (atEnd != null) {
                atEnd.check(draft, written, block.closing(), context);
            }
            complete = NamedBlocks.hasRequired(binding.block(), written, block.closing(), context);
        }
        context.leave(outer);
        return complete;
    }

    /** Blocks inside an object's own block are read into the same draft, whose origin stays the outermost. */
    private static void noteOrigin(Draft draft, Statement header, BindContext context) {
        if (draft.written() == null && context.keepsStatements()) {
            draft.writtenAs(header);
        }
    }

    private static <T extends Draft> void readAll(
            BlockBinding<T> binding, T draft, List<Statement> statements, Set<String> seen, BindContext context) {
        for (Statement statement : statements) {
            readOne(binding, draft, statement, seen, context);
        }
    }

    private static <T extends Draft> void readOne(
            BlockBinding<T> binding, T draft, Statement statement, Set<String> seen, BindContext context) {
        Directive directive =
                context.catalog().find(binding.block(), statement.keyword().text());
        if (directive == null || directive.support() == Support.REMOVED) {
            UnknownKeyword.report(binding.block(), directive, statement, context);
            context.corrections().drop(statement);
            return;
        }
        UnknownKeyword.cautionAboutSlashes(statement, context);
        if (isReadable(directive, statement, seen, context)) {
            context.corrections().begin(directive.type().takesBlock() ? null : statement);
            bind(binding, draft, directive, withoutPragmas(directive, statement, context), context);
            context.corrections().begin(null);
        } else {
            context.corrections().drop(statement);
        }
        if (statement.block() != null && !directive.type().takesBlock()) {
            context.error(
                    Code.UNEXPECTED_BLOCK,
                    statement.block().opening(),
                    StatusClass.UNEXPECTED_OPEN,
                    "unexpected '{': " + directive.keyword() + " takes no block; the brace is ignored");
            readAll(binding, draft, statement.block().statements(), seen, context);
        }
    }

    /** Reports missing arguments and braces and repetitions; false when nothing is left to bind. */
    private static boolean isReadable(Directive directive, Statement statement, Set<String> seen, BindContext context) {
        // Scripts are split from the raw text, where an unfinished quote, reported already, is an argument all the
        // same.
        boolean bare = directive.type() == ArgumentType.SCRIPT
                ? statement.rawArguments().isEmpty()
                : statement.arguments().isEmpty();
        if (bare && directive.missing() != Directive.Missing.OPTIONAL) {
            reportMissingArgument(directive, statement, context);
            return false;
        }
        if (directive.type() == ArgumentType.ENTRY_BLOCK
                && !statement.arguments().isEmpty()) {
            Word word = statement.arguments().getFirst();
            context.error(
                    Code.EXTRA_ARGUMENT,
                    word.location(),
                    directive.keyword() + " takes no argument; '" + word.text() + "' is ignored");
        }
        if (directive.type().takesBlock() && statement.block() == null) {
            reportMissingBrace(directive, statement, context);
            return false;
        }
        reportDeprecation(directive, statement, context);
        checkEntries(directive, statement, context);
        if (seen.add(directive.keyword())) {
            return true;
        }
        switch (directive.repeat()) {
            case FIRST -> {
                context.error(
                        Code.REPEATED_KEYWORD,
                        statement.location(),
                        directive.keyword() + " is given a second time, ignored; the first one counts");
                return false;
            }
            case LAST_REPORTED ->
                context.error(
                        Code.REPEATED_KEYWORD,
                        statement.location(),
                        directive.keyword() + " is given a second time; the last one counts");
            case ADDS, SAME, LAST -> {}
        }
        return true;
    }

    /** Among entries and words nothing can be said but entries and words. */
    private static Statement withoutPragmas(Directive directive, Statement statement, BindContext context) {
        Block block = statement.block();
        if (block == null
                || directive.type().holdsKeywords()
                || block.statements().stream().noneMatch(Statement::isPragma)) {
            return statement;
        }
        for (Statement entry : block.statements()) {
            if (entry.isPragma()) {
                UnknownKeyword.report(DirectiveCatalog.pathOf(directive), null, entry, context);
                context.corrections().drop(entry);
            }
        }
        List<Statement> entries =
                block.statements().stream().filter(each -> !each.isPragma()).toList();
        var kept = new Block(block.source(), block.openingAt(), entries, block.closingAt());
        return new Statement(statement.keyword(), statement.arguments(), statement.end(), kept);
    }

    /** Entries have no blocks of their own, and a list has to hold something. */
    private static void checkEntries(Directive directive, Statement statement, BindContext context) {
        Block block = statement.block();
        if (block == null
                || directive.type().holdsKeywords()
                || !directive.type().takesBlock()) {
            return;
        }
        for (Statement entry : block.statements()) {
            if (entry.block() != null) {
                context.error(
                        Code.UNEXPECTED_BLOCK,
                        entry.block().opening(),
                        StatusClass.UNEXPECTED_OPEN,
                        "unexpected '{': a line of " + directive.keyword() + " takes no block; the block is ignored");
            }
        }
        if (directive.type() == ArgumentType.LIST_BLOCK && block.statements().isEmpty()) {
            context.error(Code.EMPTY_LIST, block.closing(), directive.keyword() + " ends without any item");
        }
    }

    private static void reportMissingArgument(Directive directive, Statement statement, BindContext context) {
        String message = directive.keyword() + " needs an argument: " + directive.arguments();
        switch (directive.missing()) {
            case STOP ->
                context.error(
                        Code.MISSING_ARGUMENT_REFUSED,
                        statement.location(),
                        StatusClass.MISSING_PARAMETER,
                        message + "; keepalived does not start with such a file");
            case ERROR -> context.error(Code.MISSING_ARGUMENT, statement.location(), message + ", ignored");
            case IGNORE, OPTIONAL -> {}
        }
    }

    private static void reportMissingBrace(Directive directive, Statement statement, BindContext context) {
        String message = "'{' is missing after '" + statement.rawText() + "'";
        if (directive.type().holdsKeywords()) {
            context.error(Code.MISSING_OPENING_BRACE, statement.location(), StatusClass.MISSING_OPEN, message);
        } else {
            context.caution(Code.MISSING_OPENING_BRACE, statement.location(), message, null);
        }
    }

    private static void reportDeprecation(Directive directive, Statement statement, BindContext context) {
        Directive.Relation relation = directive.relation();
        if (relation == null) {
            return;
        }
        String message = directive.keyword() + " is deprecated";
        String hint = "write " + relation.keyword();
        switch (relation.kind()) {
            case DEPRECATED -> context.caution(Code.DEPRECATED_KEYWORD, statement.location(), message, hint);
            case DEPRECATED_REPORTED ->
                context.diagnostics()
                        .warning(
                                Code.DEPRECATED_KEYWORD,
                                statement.location(),
                                StatusClass.DEPRECATED,
                                context.inContext(message),
                                hint);
            case SYNONYM, REPLACED -> {}
        }
    }

    private static <T extends Draft> void bind(
            BlockBinding<T> binding, T draft, Directive directive, Statement statement, BindContext context) {
        BlockBinding.@Nullable Binder<T> binder = binding.binder(directive.keyword());
        if (binder != null) {
            binder.bind(draft, directive, statement, context);
        }
        switch (directive.support()) {
            case NOT_YET -> {
                if (binding.news()) {
                    context.notYet().add(directive, statement.location());
                }
            }
            case FULL, CONDITIONAL, NO_EFFECT, REMOVED -> {}
        }
    }
}
