package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;

/** {@code vrrp_script}. */
final class CheckScriptBinding {

    static final BlockBinding<CheckScriptDraft> BLOCK = new BlockBinding<CheckScriptDraft>("vrrp_script")
            .statement(
                    "script",
                    (draft, directive, statement, context) ->
                            draft.script = ScriptBinder.checkScript(directive, statement, context))
            .duration("interval", (draft, interval) -> draft.interval = interval)
            .duration("timeout", (draft, timeout) -> draft.timeout = timeout)
            .weight("weight", (draft, weight, reverse) -> {
                draft.weight = weight;
                draft.reverse = reverse;
            })
            .number("rise", (draft, count) -> draft.rise = (int) count)
            .number("fall", (draft, count) -> draft.fall = (int) count)
            .statement("user", CheckScriptBinding::user)
            .flag("init_fail", draft -> draft.initFail = true);

    private CheckScriptBinding() {}

    static void open(Statement statement, BindContext context) {
        Word name = firstArgument(statement);
        var draft = new CheckScriptDraft(name.text(), statement.location());
        context.config().names().define(Names.Kind.SCRIPT, name, context);
        if (BlockReader.read(BLOCK, draft, statement, context) && draft.script != null) {
            context.config().scripts().putIfAbsent(draft.name, draft);
            context.config()
                    .setWeight(TrackEntries.Kind.SCRIPT, draft.name, new TrackWeight(draft.weight, draft.reverse));
        } else {
            context.config().names().withdraw(Names.Kind.SCRIPT, name);
        }
    }

    private static void user(CheckScriptDraft draft, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        draft.user = ScriptBinder.user(
                words.getFirst().text(),
                words.size() > 1 ? words.get(1).text() : null,
                words.getFirst().location(),
                context);
        draft.userUnknown = draft.user == null;
    }
}
