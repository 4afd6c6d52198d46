package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.vrrp.InterfaceSettings.GarpGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code garp_group}. */
final class GarpGroupDraft extends Draft {

    static final BlockBinding<GarpGroupDraft> BLOCK = new BlockBinding<GarpGroupDraft>("garp_group")
            .duration("garp_interval", (group, interval) -> group.garpInterval = interval)
            .duration("gna_interval", (group, interval) -> group.gnaInterval = interval)
            .statement(
                    "interface",
                    (group, directive, statement, context) -> group.add(BlockBinding.firstArgument(statement), context))
            .statement(
                    "interfaces",
                    (group, directive, statement, context) ->
                            ListBlock.words(statement).forEach(word -> group.add(word, context)));

    private @Nullable Duration garpInterval;
    private @Nullable Duration gnaInterval;
    private final List<String> interfaces = new ArrayList<>();

    private GarpGroupDraft(SourceLocation location) {
        super(null, "garp_group", location);
    }

    static void open(Directive directive, Statement statement, BindContext context) {
        var draft = new GarpGroupDraft(statement.location());
        if (NamedBlocks.readNamed(BLOCK, draft, directive, statement, context)) {
            context.config().garpGroups().add(new GarpGroup(draft.garpInterval, draft.gnaInterval, draft.interfaces));
        }
    }

    private void add(Word word, BindContext context) {
        if (InterfaceEntries.isMember(word, context)) {
            interfaces.add(word.text());
        }
    }
}
