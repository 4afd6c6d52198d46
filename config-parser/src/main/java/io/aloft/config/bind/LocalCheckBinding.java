package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;
import java.util.OptionalLong;

/** Checkers that ask this machine: {@code MISC_CHECK}, {@code FILE_CHECK}, {@code BFD_CHECK}. */
final class LocalCheckBinding {

    static final BlockBinding<CheckerDraft.Misc> MISC = CheckerBinding.polled(
                    new BlockBinding<CheckerDraft.Misc>(CheckerBinding.PARENT + "MISC_CHECK"))
            .statement("misc_path", (checker, directive, statement, context) -> {
                checker.script = ScriptBinder.checkScript(directive, statement, context);
            })
            .number("misc_timeout", (checker, seconds) -> checker.timeout = seconds)
            .flag("misc_dynamic", checker -> checker.dynamic = true)
            .statement("user", LocalCheckBinding::user);

    static final BlockBinding<CheckerDraft.File> FILE = new BlockBinding<CheckerDraft.File>(
                    CheckerBinding.PARENT + "FILE_CHECK")
            .statement("track_file", (checker, directive, statement, context) -> {
                Word name = firstArgument(statement);
                if (context.config().names().use(Names.Kind.TRACK_FILE, name, "track_file", "ignored", context)) {
                    checker.trackFile = name.text();
                }
            })
            .statement("weight", LocalCheckBinding::fileWeight);

    static final BlockBinding<CheckerDraft.Bfd> BFD = new BlockBinding<CheckerDraft.Bfd>(
                    CheckerBinding.PARENT + "BFD_CHECK")
            .statement("name", (checker, directive, statement, context) -> {
                Word name = firstArgument(statement);
                if (context.config().names().use(Names.Kind.BFD, name, "name", "ignored", context)) {
                    checker.instance = name.text();
                }
            })
            .bool("alpha", (checker, on) -> checker.checks.alpha = on);

    private LocalCheckBinding() {}

    static void misc(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        var draft = new CheckerDraft.Misc(owner, statement.location());
        if (BlockReader.read(MISC, draft, statement, context) && draft.script != null) {
            owner.checkers.add(draft);
        }
    }

    static void file(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        var draft = new CheckerDraft.File(owner, statement.location());
        if (BlockReader.read(FILE, draft, statement, context) && draft.trackFile != null) {
            var entry = new TrackDraft(draft.trackFile, draft.weight, draft.reverse, draft.location());
            TrackWeight weight = context.config().weightOf(TrackEntries.Kind.FILE, entry);
            draft.weight = weight.weight();
            draft.reverse = weight.reverse();
            owner.checkers.add(draft);
        }
    }

    static void bfd(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        var draft = new CheckerDraft.Bfd(owner, statement.location());
        if (!BlockReader.read(BFD, draft, statement, context) || draft.instance == null) {
            return;
        }
        boolean twice = false;
        for (CheckerDraft other : owner.checkers) {
            twice |= other instanceof CheckerDraft.Bfd bfd && draft.instance.equals(bfd.instance);
        }
        if (twice) {
            context.error(
                    Code.CHECKER_TWICE,
                    draft.location(),
                    "BFD_CHECK of " + draft.instance + " stands here a second time; it is ignored");
        } else {
            owner.checkers.add(draft);
        }
    }

    private static void user(CheckerDraft.Misc checker, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        checker.user = ScriptBinder.user(
                words.getFirst().text(),
                words.size() > 1 ? words.get(1).text() : null,
                words.getFirst().location(),
                context);
        checker.userUnknown = checker.user == null;
    }

    private static void fileWeight(
            CheckerDraft.File checker, Directive directive, Statement statement, BindContext context) {
        OptionalLong weight = Values.number(directive, firstArgument(statement), context);
        if (weight.isEmpty()) {
            return;
        }
        checker.weight = (int) weight.getAsLong();
        if (statement.arguments().size() > 1) {
            Word word = statement.arguments().get(1);
            switch (word.text()) {
                case "reverse" -> checker.reverse = true;
                case "noreverse" -> checker.reverse = false;
                default ->
                    context.error(
                            Code.UNKNOWN_OPTION,
                            word.location(),
                            "weight: '" + word + "' is ignored (expected: reverse, noreverse)");
            }
        }
    }
}
