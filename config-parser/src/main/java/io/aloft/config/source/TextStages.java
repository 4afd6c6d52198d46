package io.aloft.config.source;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Takes each physical line through the stages in keepalived's order: length, comment, condition, definition, generator,
 * expansion, include. What comes out at the end is one text without any of them.
 */
public final class TextStages {

    private static final int LINE_LENGTH = 1022;

    /** Characters that a generated line may have on average: more than any keyword with its arguments, far less than a line holds. */
    private static final int GENERATED_LINE = 160;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final SourceOptions options;
    private final Diagnostics diagnostics;
    private final Definitions definitions;
    private final IncludeFiles includes;
    private final ConfigText.Builder out = new ConfigText.Builder();

    private @Nullable String pendingName;
    private List<String> pendingLines = new ArrayList<>();
    private int generated;
    private long generatedCharacters;
    private boolean stopped;

    private TextStages(SourceOptions options, Diagnostics diagnostics) {
        this.options = options;
        this.diagnostics = diagnostics;
        this.definitions = new Definitions(options, diagnostics);
        this.includes = new IncludeFiles(options.limits(), diagnostics);
    }

    /** Reads {@code main} and all it includes. Null, with an error reported, when the main file cannot be read. */
    public static @Nullable ConfigText read(Path main, SourceOptions options, Diagnostics diagnostics) {
        var stages = new TextStages(options, diagnostics);
        List<Path> files = mainFiles(main);
        if (files.size() > 1) {
            diagnostics.warning(
                    Code.SEVERAL_MAIN_FILES,
                    null,
                    StatusClass.MULTIPLE_FILES,
                    main + " matches " + files.size() + " files; all are read, in this order: " + files);
        }
        for (Path file : files) {
            SourceFile.Opened opened = SourceFile.open(file, options.limits().fileBytes());
            if (opened.file() == null) {
                diagnostics.error(
                        Code.CONFIG_UNREADABLE,
                        null,
                        StatusClass.STRICT_INCLUDE,
                        "cannot read the configuration file " + file + ": " + opened.problem());
                return null;
            }
            Path parent = file.toAbsolutePath().getParent();
            stages.readFile(opened.file(), file.toString(), parent == null ? Path.of("/") : parent);
        }
        return stages.out.build();
    }

    /** The main file may be a pattern; a file of exactly that name comes first, and a pattern without match is a file that is missing. */
    private static List<Path> mainFiles(Path main) {
        if (Files.exists(main)) {
            return List.of(main);
        }
        var files = new ArrayList<Path>();
        for (String alternative : FilePattern.alternatives(main.toString())) {
            if (FilePattern.hasWildcard(main.toString()) || !alternative.equals(main.toString())) {
                files.addAll(FilePattern.matches(Path.of("").toAbsolutePath(), alternative));
            }
        }
        return files.isEmpty() ? List.of(main) : files;
    }

    private void readFile(SourceFile file, String name, Path directory) {
        includes.enter(directory);
        definitions.enter(directory.toString());
        int number = 0;
        while (!stopped && file.advance()) {
            number++;
            if (pendingName != null || isAlmostFull() || !file.addPlainLine(out, name, number, LINE_LENGTH)) {
                physicalLine(withoutByteOrderMark(MappedLine.of(name, number, file.line())));
            }
        }
        finishDefinition();
        includes.leave();
        definitions.enter(includes.directory());
    }

    /** Whether one more line might be too much. */
    private boolean isAlmostFull() {
        return out.length() + LINE_LENGTH > options.limits().totalCharacters();
    }

    private MappedLine withoutByteOrderMark(MappedLine line) {
        if (line.number() != 1 || !line.text().startsWith(BYTE_ORDER_MARK)) {
            return line;
        }
        diagnostics.warning(
                Code.BYTE_ORDER_MARK,
                line.location(0),
                StatusClass.UNKNOWN_KEYWORD,
                "the file starts with a byte order mark, which keepalived takes for part of the first word; skipped",
                "save the file as UTF-8 without BOM");
        return line.slice(1);
    }

    private void physicalLine(MappedLine line) {
        if (line.text().length() > LINE_LENGTH) {
            diagnostics.error(
                    Code.LINE_TOO_LONG,
                    line.location(LINE_LENGTH),
                    StatusClass.GENERAL_ERROR,
                    "the line has " + line.text().length() + " characters, keepalived reads at most " + LINE_LENGTH
                            + "; Aloft reads all of it");
        }
        if (line.text().indexOf('\0') >= 0) {
            diagnostics.error(
                    Code.NUL_BYTE,
                    line.location(line.text().indexOf('\0')),
                    StatusClass.GENERAL_ERROR,
                    "the line holds a NUL byte; line ignored");
            return;
        }
        logicalLine(line, 0);
    }

    /** One line from the file or from a generator; {@code depth} counts what stands inside each other. */
    private void logicalLine(MappedLine raw, int depth) {
        MappedLine uncommented = Comments.strip(raw);
        boolean continued = Comments.continuesBehind(raw, uncommented);
        MappedLine line = uncommented.strip();
        boolean pragma = Pragma.beginsAt(raw.text(), uncommented.text().length());
        if (pragma) {
            pragma(raw.slice(uncommented.text().length()), line.isEmpty());
        }
        if (line.isEmpty()) {
            cautionAboutBackslash(raw, continued);
            if (raw.strip().isEmpty()) {
                // A blank line ends a definition, a comment does not (measured with keepalived 2.2.7).
                finishDefinition();
            }
            return;
        }
        boolean endsDefinition = !continued && !line.text().endsWith("\\");
        line = whenConditionHolds(line);
        if (line == null || line.isEmpty() || stopped) {
            if (endsDefinition) {
                finishDefinition();
            }
            return;
        }
        if (depth > options.limits().nesting()) {
            diagnostics.error(
                    Code.NESTED_TOO_DEEP,
                    line.location(0),
                    StatusClass.GENERAL_ERROR,
                    "definitions or generators stand more than "
                            + options.limits().nesting() + " deep inside each other; line ignored");
            return;
        }
        if (pendingName != null) {
            continueDefinition(line, continued);
            return;
        }
        Matcher definition = Definitions.definition(line.text());
        if (definition != null) {
            pendingName = definition.group(1);
            continueDefinition(line.slice(definition.end()).strip(), continued);
            return;
        }
        cautionAboutBackslash(raw, continued);
        String generator = Generator.keyword(line.text());
        if (generator != null) {
            generate(line, generator, depth);
            return;
        }
        expandAndEmit(line, depth);
    }

    /** A definition goes on behind a comment, so nothing can be said in between. */
    private void pragma(MappedLine comment, boolean alone) {
        if (alone && pendingName == null) {
            emitText(Pragma.words(comment.strip()));
            return;
        }
        diagnostics.warning(
                Code.PRAGMA_SHARES_LINE,
                comment.location(0),
                StatusClass.OK,
                Pragma.MARK + (alone ? " stands inside a definition" : " does not stand on a line of its own")
                        + "; ignored",
                "write it on a line of its own");
    }

    /** {@code @id rest} and {@code @^id rest}: the rest, or null when the line is for another machine. */
    private @Nullable MappedLine whenConditionHolds(MappedLine line) {
        String text = line.text();
        if (text.charAt(0) != '@') {
            return line;
        }
        boolean negated = text.startsWith("@^");
        int start = negated ? 2 : 1;
        int end = start;
        while (end < text.length() && !MappedLine.isBlank(text.charAt(end))) {
            end++;
        }
        boolean equal = text.substring(start, end).equals(options.configId());
        return equal != negated ? line.slice(end).strip() : null;
    }

    private void cautionAboutBackslash(MappedLine raw, boolean continued) {
        if (continued && pendingName == null) {
            diagnostics.warning(
                    Code.COMMENT_ENDS_IN_BACKSLASH,
                    raw.location(raw.text().lastIndexOf('\\')),
                    StatusClass.UNKNOWN_KEYWORD,
                    "the comment ends in '\\', which keepalived takes for a word; ignored",
                    "remove the backslash");
        }
    }

    /** Escaped comment signs become plain here: a definition of {@code \#} is a way to comment lines out. */
    private void continueDefinition(MappedLine line, boolean continued) {
        String text = Comments.unescape(line).text();
        boolean direct = text.endsWith("\\");
        boolean more = direct || continued;
        String value = direct ? text.substring(0, text.length() - 1).strip() : text;
        if (!value.isEmpty()) {
            pendingLines.add(value);
        }
        if (!more) {
            finishDefinition();
        }
    }

    private void finishDefinition() {
        if (pendingName != null) {
            definitions.define(pendingName, pendingLines);
        }
        pendingName = null;
        pendingLines = new ArrayList<>();
    }

    private void generate(MappedLine line, String keyword, int depth) {
        int close = line.text().indexOf(')');
        MappedLine parameters = close < 0 ? null : line.slice(keyword.length(), close);
        MappedLine expanded =
                parameters == null ? null : definitions.expand(parameters).first();
        if (expanded == null) {
            generatorError(line, keyword, "')' is missing");
            return;
        }
        Generator generator =
                Generator.of(keyword, expanded.text(), options.limits().generatedLines());
        if (generator.problem() != null) {
            generatorError(line, keyword, generator.problem());
            return;
        }
        MappedLine template = line.slice(close + 1).strip();
        for (List<String> step : generator.steps()) {
            for (int i = 0; i < step.size(); i++) {
                definitions.define(generator.variables().get(i), List.of(step.get(i)));
            }
            if (!mayGenerate(line.location(0), template.text().length())) {
                return;
            }
            logicalLine(template, depth + 1);
        }
    }

    private void generatorError(MappedLine line, String keyword, String problem) {
        String name = keyword.substring(0, keyword.length() - 1);
        diagnostics.error(
                Code.GENERATOR_UNUSABLE,
                line.location(0),
                StatusClass.GENERAL_ERROR,
                name + ": " + problem + "; line ignored");
    }

    /**
     * Counts one generated line and its characters, as a long line that stands for many takes as much as many lines; after the limit
     * everything stops, since what follows would be half a configuration.
     */
    private boolean mayGenerate(SourceLocation location, int length) {
        if (stopped) {
            return false;
        }
        generatedCharacters += length;
        if (generatedCharacters > (long) options.limits().generatedLines() * GENERATED_LINE) {
            stop(
                    Code.TOO_MANY_LINES,
                    location,
                    "definitions, sequences and lists make more than "
                            + (long) options.limits().generatedLines() * GENERATED_LINE + " characters");
            return false;
        }
        if (++generated > options.limits().generatedLines()) {
            stop(
                    Code.TOO_MANY_LINES,
                    location,
                    "definitions, sequences and lists make more than "
                            + options.limits().generatedLines() + " lines");
        }
        return !stopped;
    }

    private void stop(Code code, SourceLocation location, String why) {
        diagnostics.error(code, location, StatusClass.GENERAL_ERROR, why + "; reading stops here");
        stopped = true;
    }

    private void expandAndEmit(MappedLine line, int depth) {
        Definitions.Expansion expansion = definitions.expand(line);
        MappedLine first = expansion.first();
        if (first == null) {
            return;
        }
        if (expansion.fresh()) {
            logicalLine(first, depth + 1);
        } else {
            MappedLine plain = first == line ? line : Comments.strip(first).strip();
            // keepalived looks at the line again after each replacement, so a condition behind $NAME counts too.
            boolean uncovered = first != line
                    && plain.text().startsWith("@")
                    && !line.text().startsWith("@");
            MappedLine kept = uncovered ? whenConditionHolds(plain) : plain;
            if (kept != null) {
                emit(Comments.unescape(kept));
            }
        }
        for (String further : expansion.further()) {
            if (!mayGenerate(line.location(0), further.length())) {
                return;
            }
            logicalLine(line.generated(further), depth + 1);
        }
    }

    private void emit(MappedLine line) {
        if (line.isEmpty()) {
            return;
        }
        IncludeFiles.Request include = includes.request(line);
        if (include != null) {
            for (Path path : includes.resolve(include)) {
                IncludeFiles.Found found = includes.open(include, path);
                if (found != null) {
                    readFile(found.file(), path.toString(), found.directory());
                }
                if (stopped || includes.isExhausted()) {
                    break;
                }
            }
            stopped |= includes.isExhausted();
            return;
        }
        emitText(line);
    }

    private void emitText(MappedLine line) {
        if (out.length() + line.text().length() > options.limits().totalCharacters()) {
            stop(
                    Code.CONFIG_TOO_LARGE,
                    line.location(0),
                    "the configuration is larger than " + (options.limits().totalCharacters() >> 20) + " MiB");
            return;
        }
        out.add(line);
    }
}
