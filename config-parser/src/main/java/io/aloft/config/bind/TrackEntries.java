package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines of the {@code track_*} blocks: NAME [weight N [reverse|noreverse]]. */
public final class TrackEntries {

    /** Whose state is followed, with the limits that differ between them. */
    public enum Kind {
        INTERFACE("track_interface", 253, true, false, null),
        SCRIPT("track_script", 253, true, false, Names.Kind.SCRIPT),
        PROCESS("track_process", 254, false, false, Names.Kind.PROCESS),
        FILE("track_file", 254, false, true, Names.Kind.TRACK_FILE),
        BFD("track_bfd", 253, false, true, Names.Kind.BFD);

        private final String keyword;
        private final int most;
        private final boolean oneOverIsCut;
        private final boolean dropsOnOtherWord;
        private final Names.@Nullable Kind object;

        Kind(String keyword, int most, boolean oneOverIsCut, boolean dropsOnOtherWord, Names.@Nullable Kind object) {
            this.keyword = keyword;
            this.most = most;
            this.oneOverIsCut = oneOverIsCut;
            this.dropsOnOtherWord = dropsOnOtherWord;
            this.object = object;
        }

        /** The block that lists entries of this kind. */
        public String keyword() {
            return keyword;
        }
    }

    private TrackEntries() {}

    /** Binds the five blocks. */
    static <T extends Draft> void addTo(BlockBinding<T> block, Function<T, TrackedDrafts> tracked) {
        for (Kind kind : Kind.values()) {
            block.statement(
                    kind.keyword,
                    (draft, directive, statement, context) ->
                            tracked.apply(draft).read(kind, statement, context));
        }
    }

    /** The lines of one block that can be used, {@code known} being tracked already. */
    static List<TrackDraft> read(Kind kind, List<TrackDraft> known, Statement statement, BindContext context) {
        var tracked = new ArrayList<TrackDraft>();
        for (Statement line : statement.content()) {
            TrackDraft entry = entry(kind, line, context);
            if (entry == null) {
                continue;
            }
            boolean twice = known.stream().anyMatch(other -> other.name().equals(entry.name()))
                    || tracked.stream().anyMatch(other -> other.name().equals(entry.name()));
            if (twice) {
                context.error(
                        Code.TRACKED_TWICE, entry.location(), entry.name() + " is tracked already, entry ignored");
            } else {
                tracked.add(entry);
            }
        }
        return tracked;
    }

    private static @Nullable TrackDraft entry(Kind kind, Statement entry, BindContext context) {
        UnknownKeyword.cautionAboutSlashes(entry, context);
        List<Word> words = entry.words();
        if (!exists(kind, words.getFirst(), context)) {
            return null;
        }
        String name = words.getFirst().text();
        String what = kind.keyword + " " + name;
        if (words.size() > 1 && !words.get(1).text().equals("weight")) {
            Word option = words.get(1);
            context.error(
                    Code.UNKNOWN_OPTION,
                    option.location(),
                    what + ": unknown option '" + option.text() + "' (expected: weight N), entry ignored");
            return null;
        }
        if (words.size() == 1) {
            return new TrackDraft(name, null, null, entry.location());
        }
        if (words.size() == 2) {
            context.error(Code.TRACK_WEIGHT, words.get(1).location(), what + ": weight needs a number, entry ignored");
            return null;
        }
        Integer weight = weight(kind, what, words.get(2), context);
        Boolean reverse = null;
        if (words.size() > 3) {
            Word word = words.get(3);
            switch (word.text()) {
                case "reverse" -> reverse = true;
                case "noreverse" -> reverse = false;
                default -> {
                    String consequence = kind.dropsOnOtherWord ? "the entry is ignored" : "it is ignored";
                    context.error(
                            Code.UNKNOWN_OPTION,
                            word.location(),
                            what + ": '" + word.text() + "' stands after the weight (expected: reverse); "
                                    + consequence);
                    if (kind.dropsOnOtherWord) {
                        return null;
                    }
                }
            }
        }
        return new TrackDraft(name, weight, reverse, entry.location());
    }

    private static boolean exists(Kind kind, Word name, BindContext context) {
        if (kind.object != null) {
            return context.config().names().use(kind.object, name, kind.keyword, "entry ignored", context);
        }
        boolean exists = context.host().hasInterface(name.text()) || context.global().dynamicInterfaces;
        if (!exists) {
            context.error(
                    Code.INTERFACE_MISSING,
                    name.location(),
                    "track_interface: interface " + name + " does not exist, entry ignored");
        }
        return exists;
    }

    private static @Nullable Integer weight(Kind kind, String what, Word word, BindContext context) {
        Long number = Operands.decimal(word.text());
        long weight = number == null ? Long.MAX_VALUE : number;
        if (weight >= -kind.most && weight <= kind.most) {
            return (int) weight;
        }
        boolean oneOver = kind.oneOverIsCut && (weight == kind.most + 1 || weight == -kind.most - 1);
        int cut = weight < 0 ? -kind.most : kind.most;
        context.error(
                Code.TRACK_WEIGHT,
                word.location(),
                StatusClass.INVALID_NUMBER,
                what + ": weight " + word + " is out of range (-" + kind.most + ".." + kind.most + "), "
                        + (oneOver ? Integer.toString(cut) : "the default") + " is used");
        return oneOver ? Integer.valueOf(cut) : null;
    }
}
