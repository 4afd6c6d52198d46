package io.aloft.config.report;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Severity;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.source.SourceLines;
import java.util.ArrayList;
import java.util.List;

/** A report for people: each diagnostic with its source line and a caret, a summary at the end. */
public final class TextReport {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String NOTE = "\u001b[1;36m";

    private final SourceLines sources = new SourceLines();
    private final StringBuilder out = new StringBuilder();
    private final boolean colours;

    private TextReport(boolean colours) {
        this.colours = colours;
    }

    /** The whole text, with a newline at its end. */
    public static String of(Report report, boolean colours) {
        var text = new TextReport(colours);
        report.files().forEach(file -> file.diagnostics().forEach(text::diagnostic));
        report.comparison().forEach(text::diagnostic);
        report.files().forEach(text::summary);
        if (!report.comparison().isEmpty()) {
            text.line(counts(report.comparison()) + " between the two directors");
        }
        report.remarks().forEach(remark -> text.line("note: " + remark));
        return text.out.toString();
    }

    private void diagnostic(Diagnostic diagnostic) {
        SourceLocation place = diagnostic.location();
        String head = place == null ? "" : place + ": ";
        line(styled(BOLD, head)
                + styled(colour(diagnostic.severity()), diagnostic.severity().word() + ":")
                + " " + diagnostic.message() + " [" + diagnostic.code().id() + "]");
        if (place != null) {
            excerpt(place, colour(diagnostic.severity()));
        }
        SourceLocation related = diagnostic.related();
        if (related != null) {
            line("  note: the other place is " + related);
            excerpt(related, NOTE);
        }
        if (diagnostic.hint() != null) {
            line("  help: " + diagnostic.hint());
        }
        line("");
    }

    private void excerpt(SourceLocation place, String colour) {
        String source = sources.line(place.file(), place.line());
        if (source.isBlank()) {
            return;
        }
        SourceExcerpt excerpt = SourceExcerpt.of(source, place.column());
        String margin = "%6d | ".formatted(place.line());
        line(margin + excerpt.text());
        String mark = " ".repeat(excerpt.caret()) + "^" + "~".repeat(excerpt.width() - 1);
        line(" ".repeat(margin.length() - 2) + "| " + styled(colour, mark));
    }

    private void summary(CheckedFile file) {
        String what = file.readable()
                ? counts(file.diagnostics()) + " in " + file.file()
                : file.file() + " could not be read";
        line(what);
    }

    private static String counts(List<Diagnostic> diagnostics) {
        var parts = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long count =
                    diagnostics.stream().filter(d -> d.severity() == severity).count();
            if (count > 0) {
                parts.add(count + " " + severity.word() + (count == 1 ? "" : "s"));
            }
        }
        return parts.isEmpty() ? "nothing to report" : String.join(", ", parts);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private String styled(String style, String text) {
        return colours && !text.isEmpty() ? style + text + RESET : text;
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case ERROR -> "\u001b[1;31m";
            case WARNING -> "\u001b[1;33m";
            case NOTICE -> NOTE;
        };
    }
}
