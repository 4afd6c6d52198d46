/*
 * What is left of keepalived.conf after the text stages: words, braces, line ends. Every sequence of these tokens is
 * accepted, so that misplaced braces are reported by the reader in the operator's words and nothing recurses with the input.
 *
 * One token of lookahead decides everywhere: a statement is followed by a brace, a line end or the end, never by a statement.
 * So ANTLR never has to predict. The actions hand each piece over at once, so ANTLR has no node to keep.
 */
parser grammar StructureParser;

tokens { BARE, QUOTED, UNTERMINATED, OPEN, CLOSE, NEWLINE }

@members {
    /** A word, bare or quoted; it is the token before the current one. */
    protected void word() {}

    /** What stands behind a quote that its line does not close. */
    protected void unfinished() {}

    protected void endStatement() {}

    protected void opening() {}

    protected void closing() {}
}

configuration : statement? ((OPEN { opening(); } | CLOSE { closing(); } | NEWLINE) statement?)* EOF ;

// Ends at a brace or at the end of its line.
statement : (BARE { word(); } | QUOTED { word(); } | UNTERMINATED { unfinished(); })+ { endStatement(); } ;
