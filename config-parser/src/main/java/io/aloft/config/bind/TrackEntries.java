package io.aloft.config.bind;

import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.syntax.Block;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of {@code track_interface} and {@code track_script}: NAME [weight N [reverse|noreverse]]. */
final class TrackEntries {

    private static final int MOST = 253;

    private TrackEntries() {}

    /** The lines of one block that can be used; names are not looked up here. */
    static List<TrackDraft> read(Statement statement, BindContext context) {
        Block block = statement.block();
        return block == null
                ? List.of()
                : block.statements().stream()
                        .map(entry -> entry(statement.keyword().text(), entry, context))
                        .filter(java.util.Objects::nonNull)
                        .toList();
    }

    private static @Nullable TrackDraft entry(String keyword, Statement entry, BindContext context) {
        UnknownKeyword.cautionAboutSlashes(entry, context);
        List<Word> words = entry.words();
        String name = words.getFirst().text();
        if (words.size() == 1) {
            return new TrackDraft(name, null, null, entry.location());
        }
        Word option = words.get(1);
        if (!option.text().equals("weight")) {
            context.error(
                    option.location(),
                    keyword + " " + name + ": unknown option '" + option.text()
                            + "' (expected: weight N), entry ignored");
            return null;
        }
        if (words.size() == 2) {
            context.error(option.location(), keyword + " " + name + ": weight needs a number, entry ignored");
            return null;
        }
        Integer weight = weight(keyword, name, words.get(2), context);
        Boolean reverse = null;
        if (words.size() > 3) {
            switch (words.get(3).text()) {
                case "reverse" -> reverse = true;
                case "noreverse" -> reverse = false;
                default ->
                    context.error(
                            words.get(3).location(),
                            keyword + " " + name + ": '" + words.get(3).text() + "' is ignored (expected: reverse)");
            }
        }
        return new TrackDraft(name, weight, reverse, entry.location());
    }

    private static @Nullable Integer weight(String keyword, String name, Word word, BindContext context) {
        int weight;
        try {
            weight = Integer.parseInt(word.text());
        } catch (NumberFormatException e) {
            weight = Integer.MAX_VALUE;
        }
        if (Math.abs((long) weight) <= MOST) {
            return weight;
        }
        boolean oneOver = Math.abs((long) weight) == MOST + 1;
        String used = oneOver ? Integer.toString(Integer.signum(weight) * MOST) : "the default";
        context.error(
                word.location(),
                StatusClass.INVALID_NUMBER,
                keyword + " " + name + ": weight " + word + " is out of range (-253..253), " + used + " is used");
        return oneOver ? Integer.valueOf(Integer.signum(weight) * MOST) : null;
    }
}
