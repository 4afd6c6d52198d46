/*
 * What is left of keepalived.conf after the text stages: words, braces, line ends. Every sequence of these tokens is
 * accepted, so that misplaced braces are reported by the reader in the operator's words and nothing recurses with the input.
 */
grammar Structure;

configuration : (statement | opening | closing | NEWLINE)* EOF ;

// Ends at a brace or at the end of its line.
statement : word+ ;

word : BARE | QUOTED | UNTERMINATED ;

opening : OPEN ;

closing : CLOSE ;

OPEN : '{' ;
CLOSE : '}' ;
NEWLINE : '\n' ;
QUOTED : '"' ~["\n]* '"' ;
UNTERMINATED : '"' ~["\n]* ;
BARE : ~[ \t\r\n\u000B\f"{}]+ ;
BLANK : [ \t\r\u000B\f]+ -> skip ;
