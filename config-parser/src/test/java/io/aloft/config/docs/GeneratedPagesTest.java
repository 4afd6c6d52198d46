package io.aloft.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that the table of directives makes are as it makes them ({@code -Daloft.write.expected=true} writes them anew). */
class GeneratedPagesTest {

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("../docs/keywords.md", KeywordTable.markdown()),
                Arguments.of("../docs/editor/keepalived.tmLanguage.json", EditorGrammar.json()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageIsWhatTheTableSays(String page, String text) throws IOException {
        Path file = Path.of(page);
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).content().isEqualTo(text);
    }
}
