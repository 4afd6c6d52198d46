package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.vrrp.StaticEntries.TrackGroup;
import java.util.List;

/** A {@code track_group}: instances that static entries follow. */
final class TrackGroupDraft extends Draft {

    static final BlockBinding<TrackGroupDraft> BLOCK = new BlockBinding<TrackGroupDraft>("track_group")
            .statement(
                    "group",
                    (group, directive, statement, context) -> group.members =
                            ListBlock.words(statement).stream().map(Word::text).toList());

    private List<String> members = List.of();

    private TrackGroupDraft(String name, SourceLocation location) {
        super(null, "track_group " + name, location);
    }

    static void open(Directive directive, Statement statement, BindContext context) {
        String name = BlockBinding.firstArgument(statement).text();
        var draft = new TrackGroupDraft(name, statement.location());
        if (NamedBlocks.readNamed(BLOCK, draft, directive, statement, context)) {
            context.config().trackGroups().add(new TrackGroup(name, draft.members));
        }
    }
}
