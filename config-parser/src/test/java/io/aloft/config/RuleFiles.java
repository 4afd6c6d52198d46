package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of files that are named after the codes that they show, with what is said about them beside. */
record RuleFiles(Path directory) {

    /** The codes of one thousand: 2 for the linter's, 3 for those of comparing two directors. */
    static Stream<Code> codes(int thousand) {
        return Arrays.stream(Code.values()).filter(code -> code.number() / 1000 == thousand);
    }

    /** How the names of the code's files begin. */
    static String name(Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /** The file of a code with what its name ends in. */
    Path file(Code code, String ending) {
        return directory.resolve(name(code) + ending);
    }

    /**
     * The code is among what was found, and all of it stands in the {@code .expected} file.
     *
     * @param dispensable the part of the files' names that is left out of the lines
     */
    void expect(Code code, List<Diagnostic> found, String dispensable) throws IOException {
        assertThat(found).extracting(Diagnostic::code).contains(code);
        List<String> lines = found.stream()
                .map(each -> each.toString()
                        .replace(directory.toAbsolutePath() + "/", "")
                        .replace(directory + "/", "")
                        .replace(dispensable, ""))
                .toList();
        Path expected = file(code, ".expected");
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.write(expected, lines, StandardCharsets.UTF_8);
        }
        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(expected));
    }

    /** No file is left of a code that is gone. */
    void belongTo(Stream<Code> codes, int moreThan) throws IOException {
        Set<String> names = codes.map(RuleFiles::name).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> Objects.requireNonNull(file.getFileName())
                            .toString()
                            .replaceFirst("(_clean)?(\\.a|\\.b)?\\.(conf|expected)$", "")))
                    .isSubsetOf(names)
                    .hasSizeGreaterThan(moreThan);
        }
    }
}
