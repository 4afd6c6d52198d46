package io.aloft.config.codes;

import io.aloft.config.diagnostic.Code;
import java.util.List;

/**
 * What an operator wants to know about one code. Paragraphs are single lines of any length; backquotes set off what stands in
 * files. The examples may be empty.
 *
 * @param meaning what the message says about the file
 * @param keepalived what keepalived does with such a file
 * @param aloft what Aloft does with it
 * @param fix what to do now
 * @param wrong lines that give the message
 * @param right the same lines mended
 */
public record Explanation(
        Code code,
        String meaning,
        String keepalived,
        String aloft,
        String fix,
        List<String> wrong,
        List<String> right) {

    /** One of the paragraphs, with the words that lead to it. */
    public record Paragraph(String heading, String text) {}

    /** The four paragraphs in the order of reading. */
    public List<Paragraph> paragraphs() {
        return List.of(
                new Paragraph("What it means", meaning),
                new Paragraph("keepalived", keepalived),
                new Paragraph("Aloft", aloft),
                new Paragraph("What to do", fix));
    }

    /** For a terminal: the code and its title, the paragraphs wrapped at {@code width} characters, the examples indented. */
    public String text(int width) {
        var text = new StringBuilder(code.id() + ": " + code.title() + "\n");
        for (Paragraph paragraph : paragraphs()) {
            text.append('\n').append(wrapped(paragraph.heading() + ": " + paragraph.text(), width));
        }
        example(text, "Wrong", wrong);
        example(text, "Right", right);
        return text.toString();
    }

    private static String wrapped(String paragraph, int width) {
        var text = new StringBuilder();
        int column = 0;
        for (String word : paragraph.split(" ")) {
            if (column > 0 && column + 1 + word.length() > width) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.append('\n').toString();
    }

    private static void example(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(heading).append(":\n\n");
            lines.forEach(line ->
                    text.append(line.isEmpty() ? "" : "    ").append(line).append('\n'));
        }
    }
}
