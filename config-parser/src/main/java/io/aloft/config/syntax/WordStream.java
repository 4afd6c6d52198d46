package io.aloft.config.syntax;

import io.aloft.config.grammar.StructureParser;
import io.aloft.config.source.ConfigText;
import io.aloft.config.source.Pragma;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * Cuts the text into the grammar's tokens, one ahead of the parser and none kept.
 *
 * <p>By hand, as a lexer that ANTLR generates takes longer for a large file than keepalived does for everything. A line end is
 * a token only between two words: next to a brace it means nothing.
 */
final class WordStream implements TokenStream {

    /** Keywords, ports and names recur; a table of this size makes one string of most of them. */
    private static final int RECENT = 4096;

    private static final boolean[] ENDS_WORD = new boolean[128];

    static {
        for (char c : new char[] {' ', '\t', '\r', '\n', '\u000b', '\f', '"', '{', '}'}) {
            ENDS_WORD[c] = true;
        }
    }

    private final ConfigText source;
    private final char[] chars;
    private final int end;
    private final String[] recent = new String[RECENT];
    private CommonToken previous = new CommonToken(Token.INVALID_TYPE);
    private CommonToken current = new CommonToken(Token.INVALID_TYPE);
    private int at;
    private int index;
    private boolean afterWord;

    WordStream(ConfigText source) {
        this.source = source;
        this.chars = source.characters();
        this.end = source.length();
        scan();
    }

    /** The word that was consumed last, which is a bare or a quoted one. */
    Word word() {
        boolean quoted = previous.getType() == StructureParser.QUOTED;
        int start = previous.getStartIndex() + (quoted ? 1 : 0);
        int stop = previous.getStopIndex() + (quoted ? 0 : 1);
        return new Word(source, shared(start, stop), start, quoted);
    }

    /** Offset of the token that was consumed last. */
    int start() {
        return previous.getStartIndex();
    }

    /** Offset behind the token that was consumed last. */
    int stop() {
        return previous.getStopIndex() + 1;
    }

    private String shared(int start, int stop) {
        int hash = 0;
        for (int i = start; i < stop; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ hash >>> 15) & RECENT - 1;
        String known = recent[slot];
        if (known != null && isSame(known, start, stop)) {
            return known;
        }
        String fresh = new String(chars, start, stop - start);
        recent[slot] = fresh;
        return fresh;
    }

    private boolean isSame(String known, int start, int stop) {
        if (known.length() != stop - start) {
            return false;
        }
        for (int i = start; i < stop; i++) {
            if (known.charAt(i - start) != chars[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads one token into {@link #current}. */
    private void scan() {
        int i = at;
        boolean newline = false;
        while (i < end && isBlank(chars[i])) {
            newline |= chars[i] == '\n';
            i++;
        }
        if (i == end) {
            put(Token.EOF, end, end);
            return;
        }
        char c = chars[i];
        if (c == '{' || c == '}') {
            afterWord = false;
            put(c == '{' ? StructureParser.OPEN : StructureParser.CLOSE, i, i + 1);
        } else if (newline && afterWord) {
            afterWord = false;
            at = i;
            put(StructureParser.NEWLINE, i, i);
        } else {
            afterWord = true;
            if (c == '"') {
                scanQuoted(i);
            } else {
                put(StructureParser.BARE, i, wordEnd(i));
            }
        }
    }

    private static boolean isBlank(char c) {
        return c <= ' ' && ENDS_WORD[c];
    }

    private int wordEnd(int start) {
        int i = start;
        while (i < end && (chars[i] >= ENDS_WORD.length || !ENDS_WORD[chars[i]])) {
            i++;
        }
        // Of a pragma the mark and the word behind it are the keyword; the text stages left one blank between them.
        boolean mark = chars[start] == '#' && i < end && chars[i] == ' ' && isSame(Pragma.MARK, start, i);
        return mark ? wordEnd(i + 1) : i;
    }

    private void scanQuoted(int start) {
        int i = start + 1;
        while (i < end && chars[i] != '"' && chars[i] != '\n') {
            i++;
        }
        if (i < end && chars[i] == '"') {
            put(StructureParser.QUOTED, start, i + 1);
        } else {
            put(StructureParser.UNTERMINATED, start, i);
        }
    }

    private void put(int type, int start, int stop) {
        current.setType(type);
        current.setStartIndex(start);
        current.setStopIndex(stop - 1);
        at = stop;
    }

    /** The two token objects take turns, as the parser never looks further back than one. */
    @Override
    public void consume() {
        if (current.getType() == Token.EOF) {
            throw new IllegalStateException("cannot consume EOF");
        }
        CommonToken consumed = current;
        current = previous;
        previous = consumed;
        index++;
        scan();
    }

    @Override
    public int LA(int k) {
        return k == 1 ? current.getType() : LT(k).getType();
    }

    @Override
    public Token LT(int k) {
        return switch (k) {
            case 1 -> current;
            case -1 -> previous;
            default -> throw new UnsupportedOperationException("the grammar needs one token of lookahead, not " + k);
        };
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int to) {
        throw new UnsupportedOperationException("tokens are not kept");
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("tokens are not counted");
    }

    @Override
    public Token get(int i) {
        throw new UnsupportedOperationException("tokens are not kept");
    }

    @Override
    public TokenSource getTokenSource() {
        throw new UnsupportedOperationException("there is no lexer behind this");
    }

    @Override
    public String getText(Interval interval) {
        return "";
    }

    @Override
    public String getText() {
        return "";
    }

    @Override
    public String getText(RuleContext context) {
        return "";
    }

    @Override
    public String getText(Token start, Token stop) {
        return "";
    }

    @Override
    public String getSourceName() {
        return "keepalived.conf";
    }
}
