package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.track.TrackFileSpec;
import org.jspecify.annotations.Nullable;

/** A {@code track_file}, or {@code vrrp_track_file} as it was called. */
public final class TrackFileDraft extends Draft {

    static final BlockBinding<TrackFileDraft> BLOCK = block("track_file");
    static final BlockBinding<TrackFileDraft> OLD_BLOCK = block("vrrp_track_file");

    private static final Operands.Operand INITIAL =
            Operands.either(Operands.oneOf("overwrite"), Operands.number(-254, 254));

    private final String name;
    private String path = "";
    private int weight = 1;
    private boolean reverse;
    private TrackFileSpec.@Nullable Initial initial;

    private TrackFileDraft(String keyword, String name, SourceLocation location) {
        super(null, keyword + " " + name, location);
        this.name = name;
    }

    private static BlockBinding<TrackFileDraft> block(String path) {
        return new BlockBinding<TrackFileDraft>(path)
                .word("file", (file, text) -> file.path = text)
                .weight("weight", (file, weight, reverse) -> {
                    file.weight = weight;
                    file.reverse = reverse;
                })
                .statement("init_file", TrackFileDraft::readInitial);
    }

    static void open(
            BlockBinding<TrackFileDraft> block, Directive directive, Statement statement, BindContext context) {
        String name = firstArgument(statement).text();
        var draft = new TrackFileDraft(directive.keyword(), name, statement.location());
        if (NamedBlocks.readNamed(block, draft, directive, statement, context)) {
            context.config().trackFiles().putIfAbsent(name, draft);
            context.config().setWeight(TrackEntries.Kind.FILE, name, new TrackWeight(draft.weight, draft.reverse));
        }
    }

    /** {@code [VALUE] [overwrite]}; words that are neither are reported, and the file is made all the same. */
    private static void readInitial(
            TrackFileDraft file, Directive directive, Statement statement, BindContext context) {
        int value = 0;
        boolean overwrite = false;
        for (Word word : statement.arguments()) {
            String expected = INITIAL.expected(word.text(), context);
            if (expected != null) {
                context.error(
                        Code.OPTION_VALUE,
                        word.location(),
                        "init_file: '" + word + "' is wrong (expected: " + expected + ")");
            } else if (word.text().equals("overwrite")) {
                overwrite = true;
            } else {
                value = Integer.parseInt(word.text());
            }
        }
        file.initial = new TrackFileSpec.Initial(value, overwrite);
    }

    public TrackFileSpec settings() {
        return new TrackFileSpec(name, path, weight, reverse, initial);
    }
}
