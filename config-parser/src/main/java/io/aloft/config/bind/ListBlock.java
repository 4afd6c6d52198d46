package io.aloft.config.bind;

import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;

/** Blocks whose every word is an item. */
final class ListBlock {

    private ListBlock() {}

    static List<Word> words(Statement statement) {
        return statement.content().stream()
                .flatMap(entry -> entry.words().stream())
                .toList();
    }
}
