package io.aloft.config.syntax;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.grammar.StructureParser;
import io.aloft.config.source.ConfigText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jspecify.annotations.Nullable;

/** Builds statements and blocks from the grammar's events; ANTLR keeps no tree and no list of tokens. */
public final class SyntaxReader {

    /** keepalived's deepest block is the fifth; beyond this the braces are certainly a mistake. */
    private static final int DEPTH = 64;

    /** A block being read. {@code header} is null for the file itself and for a brace that nothing precedes. */
    private record Open(@Nullable Statement header, int opening, List<Statement> statements) {}

    private final ConfigText source;
    private final Diagnostics diagnostics;
    private final Consumer<Statement> finished;
    private final WordStream stream;
    private final Deque<Open> open = new ArrayDeque<>();
    /** Statements at root level that were not handed on yet: the last one, which may become the header of a block. */
    private final List<Statement> root = new ArrayList<>();

    private final List<Word> words = new ArrayList<>();
    private int lastWordEnd;
    private boolean headerPossible;
    private int ignoredBraces;

    private SyntaxReader(ConfigText source, Diagnostics diagnostics, Consumer<Statement> finished) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.finished = finished;
        this.stream = new WordStream(source);
        open.push(new Open(null, 0, root));
    }

    /**
     * Hands on the statements at root level, one at a time: of a large file only one block is held at once. Misplaced braces
     * and quotes are reported; everything that can be read is kept.
     */
    public static void read(ConfigText source, Diagnostics diagnostics, Consumer<Statement> finished) {
        var reader = new SyntaxReader(source, diagnostics, finished);
        StructureParser parser = reader.new Events();
        parser.removeErrorListeners();
        // Nothing can be wrong, as the grammar takes every sequence; looking for it before each token costs a third.
        parser.setErrorHandler(new BailErrorStrategy());
        parser.setBuildParseTree(false);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.configuration();
        reader.closeAtEnd();
    }

    /** What the actions of the grammar do. */
    private final class Events extends StructureParser {

        Events() {
            super(stream);
        }

        @Override
        protected void word() {
            words.add(stream.word());
            lastWordEnd = stream.stop();
        }

        @Override
        protected void unfinished() {
            // keepalived drops the unfinished word and keeps those before it; the raw text keeps it for scripts.
            lastWordEnd = stream.stop();
            diagnostics.error(
                    Code.UNCLOSED_QUOTE,
                    source.location(stream.start()),
                    StatusClass.UNMATCHED_QUOTE,
                    "the quote is not closed on this line; the rest of the line is ignored");
        }

        @Override
        protected void endStatement() {
            SyntaxReader.this.endStatement();
        }

        @Override
        protected void opening() {
            SyntaxReader.this.opening(stream.start());
        }

        @Override
        protected void closing() {
            SyntaxReader.this.closing(stream.start());
        }
    }

    private void endStatement() {
        if (words.isEmpty()) {
            return;
        }
        List<Word> arguments = words.size() == 1 ? List.of() : List.copyOf(words.subList(1, words.size()));
        var statement = new Statement(words.getFirst(), arguments, lastWordEnd, null);
        words.clear();
        if (statement.isPragma() && headerPossible) {
            // For keepalived nothing stands here: a brace that follows belongs to the keyword before.
            List<Statement> siblings = current().statements();
            siblings.add(siblings.size() - 1, statement);
            return;
        }
        handOn();
        current().statements().add(statement);
        headerPossible = !statement.isPragma();
    }

    /** What stands at root level before the statement that was read just now is complete. */
    private void handOn() {
        if (current().statements() == root) {
            root.forEach(finished);
            root.clear();
        }
    }

    private void opening(int offset) {
        if (open.size() > DEPTH) {
            if (ignoredBraces++ == 0) {
                diagnostics.error(
                        Code.BLOCKS_TOO_DEEP,
                        source.location(offset),
                        StatusClass.UNEXPECTED_OPEN,
                        "blocks stand more than " + DEPTH + " deep inside each other");
            }
            return;
        }
        if (headerPossible) {
            open.push(new Open(current().statements().removeLast(), offset, new ArrayList<>()));
        } else {
            diagnostics.error(
                    Code.BRACE_WITHOUT_KEYWORD,
                    source.location(offset),
                    StatusClass.UNEXPECTED_OPEN,
                    "unexpected '{': no keyword stands before it; the brace is ignored");
            open.push(new Open(null, offset, current().statements()));
        }
        headerPossible = false;
    }

    private void closing(int offset) {
        headerPossible = false;
        if (ignoredBraces > 0) {
            ignoredBraces--;
            return;
        }
        if (open.size() == 1) {
            diagnostics.error(
                    Code.UNEXPECTED_CLOSING_BRACE,
                    source.location(offset),
                    StatusClass.UNEXPECTED_CLOSE,
                    "unexpected '}': no block is open; the brace is ignored");
            return;
        }
        close(offset);
    }

    private void close(int closing) {
        Open done = open.pop();
        Statement header = done.header();
        if (header != null) {
            var block = new Block(source, done.opening(), done.statements(), closing);
            current().statements().add(new Statement(header.keyword(), header.arguments(), header.end(), block));
        }
    }

    private void closeAtEnd() {
        while (open.size() > 1) {
            Open unclosed = current();
            Statement header = unclosed.header();
            String what = header == null ? "this '{'" : "the block '" + header.rawText() + "' opened here";
            diagnostics.error(
                    Code.MISSING_CLOSING_BRACE,
                    source.location(unclosed.opening()),
                    StatusClass.MISSING_CLOSE,
                    what + " is not closed; '}' is missing at the end of the file");
            close(unclosed.opening());
        }
        handOn();
    }

    private Open current() {
        return open.getFirst();
    }
}
