package io.aloft.config.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.aloft.config.codes.Explanation;
import io.aloft.config.codes.Explanations;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Severity;
import io.aloft.config.diagnostic.SourceLocation;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report for code scanning services: SARIF 2.1.0 (OASIS), with the rules of the codes that occur. */
public final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final JsonGenerator json;
    private final List<Code> rules;

    private SarifReport(JsonGenerator json, Report report) {
        this.json = json;
        this.rules = report.all()
                .map(Diagnostic::code)
                .distinct()
                .sorted(Comparator.comparing(Code::id))
                .toList();
    }

    /** The whole document, with a newline at its end. */
    public static String of(Report report, String version) {
        return JsonText.write(json -> new SarifReport(json, report).write(report, version));
    }

    private void write(Report report, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "aloft check");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (Code rule : rules) {
            rule(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        // A column of ours counts the characters of a Java string.
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
        for (Diagnostic diagnostic : report.all().toList()) {
            result(diagnostic);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rule(Code rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        text("shortDescription", rule.title());
        Explanation explanation = Explanations.of(rule);
        text("fullDescription", explanation.meaning());
        text("help", explanation.fix());
        json.writeEndObject();
    }

    private void result(Diagnostic diagnostic) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", diagnostic.code().id());
        json.writeNumberField("ruleIndex", rules.indexOf(diagnostic.code()));
        json.writeStringField("level", level(diagnostic.severity()));
        String hint = diagnostic.hint();
        text("message", diagnostic.message() + (hint == null ? "" : "; " + hint));
        SourceLocation place = diagnostic.location();
        json.writeArrayFieldStart("locations");
        if (place != null) {
            location(place, null);
        }
        json.writeEndArray();
        SourceLocation related = diagnostic.related();
        if (related != null) {
            json.writeArrayFieldStart("relatedLocations");
            location(related, "the other place");
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void location(SourceLocation place, @Nullable String message) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(place.file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", place.line());
        json.writeNumberField("startColumn", place.column());
        json.writeEndObject();
        json.writeEndObject();
        if (message != null) {
            text("message", message);
        }
        json.writeEndObject();
    }

    private void text(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTICE -> "note";
        };
    }

    /** A relative name stays relative, so that a service finds it in the repository it was checked in. */
    private static String uri(String file) {
        try {
            boolean absolute = file.startsWith("/");
            return new URI(absolute ? "file" : null, absolute ? "" : null, file, null, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "unnamed";
        }
    }
}
