package io.aloft.config.syntax;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.grammar.StructureBaseListener;
import io.aloft.config.grammar.StructureLexer;
import io.aloft.config.grammar.StructureParser;
import io.aloft.config.source.ConfigText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.UnbufferedTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jspecify.annotations.Nullable;

/** Builds statements and blocks from the grammar's events; ANTLR keeps no tree and no list of tokens. */
public final class SyntaxReader extends StructureBaseListener {

    /** keepalived's deepest block is the fifth; beyond this the braces are certainly a mistake. */
    private static final int DEPTH = 64;

    /** A block being read. {@code header} is null for the file itself and for a brace that nothing precedes. */
    private record Open(@Nullable Statement header, SourceLocation opening, List<Statement> statements) {}

    private final ConfigText source;
    private final Diagnostics diagnostics;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Statement> root = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private int lastWordEnd;
    private boolean headerPossible;
    private int ignoredBraces;

    private SyntaxReader(ConfigText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** The statements at root level. Misplaced braces and quotes are reported; everything that can be read is kept. */
    public static List<Statement> read(ConfigText source, Diagnostics diagnostics) {
        var reader = new SyntaxReader(source, diagnostics);
        reader.open.push(new Open(null, new SourceLocation("", 0, 0), reader.root));
        var lexer = new StructureLexer(new TextStream(source.text()));
        lexer.removeErrorListeners();
        var parser = new StructureParser(new UnbufferedTokenStream<CommonToken>(lexer));
        parser.removeErrorListeners();
        parser.setBuildParseTree(false);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.addParseListener(reader);
        parser.configuration();
        reader.closeAtEnd();
        return List.copyOf(reader.root);
    }

    @Override
    public void exitWord(StructureParser.WordContext context) {
        Token token = context.getStart();
        int start = token.getStartIndex();
        int end = token.getStopIndex() + 1;
        switch (token.getType()) {
            case StructureLexer.QUOTED -> words.add(new Word(source, start + 1, end - 1, true));
            case StructureLexer.UNTERMINATED -> {
                // keepalived drops the unfinished word and keeps those before it; the raw text keeps it for scripts.
                lastWordEnd = end;
                diagnostics.error(
                        Code.UNCLOSED_QUOTE,
                        source.location(start),
                        StatusClass.UNMATCHED_QUOTE,
                        "the quote is not closed on this line; the rest of the line is ignored");
                return;
            }
            default -> words.add(new Word(source, start, end, false));
        }
        lastWordEnd = end;
    }

    @Override
    public void exitStatement(StructureParser.StatementContext context) {
        if (words.isEmpty()) {
            return;
        }
        current().statements().add(new Statement(List.copyOf(words), lastWordEnd, null));
        words = new ArrayList<>();
        headerPossible = true;
    }

    @Override
    public void exitOpening(StructureParser.OpeningContext context) {
        SourceLocation location = source.location(context.getStart().getStartIndex());
        if (open.size() > DEPTH) {
            if (ignoredBraces++ == 0) {
                diagnostics.error(
                        Code.BLOCKS_TOO_DEEP,
                        location,
                        StatusClass.UNEXPECTED_OPEN,
                        "blocks stand more than " + DEPTH + " deep inside each other");
            }
            return;
        }
        if (headerPossible) {
            open.push(new Open(current().statements().removeLast(), location, new ArrayList<>()));
        } else {
            diagnostics.error(
                    Code.BRACE_WITHOUT_KEYWORD,
                    location,
                    StatusClass.UNEXPECTED_OPEN,
                    "unexpected '{': no keyword stands before it; the brace is ignored");
            open.push(new Open(null, location, current().statements()));
        }
        headerPossible = false;
    }

    @Override
    public void exitClosing(StructureParser.ClosingContext context) {
        headerPossible = false;
        if (ignoredBraces > 0) {
            ignoredBraces--;
            return;
        }
        if (open.size() == 1) {
            diagnostics.error(
                    Code.UNEXPECTED_CLOSING_BRACE,
                    source.location(context.getStart().getStartIndex()),
                    StatusClass.UNEXPECTED_CLOSE,
                    "unexpected '}': no block is open; the brace is ignored");
            return;
        }
        close(source.location(context.getStart().getStartIndex()));
    }

    private void close(SourceLocation closing) {
        Open done = open.pop();
        Statement header = done.header();
        if (header != null) {
            var block = new Block(done.opening(), done.statements(), closing);
            current().statements().add(new Statement(header.words(), header.end(), block));
        }
    }

    private void closeAtEnd() {
        while (open.size() > 1) {
            Open unclosed = current();
            Statement header = unclosed.header();
            String what = header == null ? "this '{'" : "the block '" + header.rawText() + "' opened here";
            diagnostics.error(
                    Code.MISSING_CLOSING_BRACE,
                    unclosed.opening(),
                    StatusClass.MISSING_CLOSE,
                    what + " is not closed; '}' is missing at the end of the file");
            close(unclosed.opening());
        }
    }

    private Open current() {
        return open.getFirst();
    }
}
