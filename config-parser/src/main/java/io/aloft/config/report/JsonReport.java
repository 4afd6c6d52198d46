package io.aloft.config.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Severity;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Secrets;
import io.aloft.config.source.SourceLines;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report for programs; docs/check.md describes the shape, and {@code format} changes when it does. */
public final class JsonReport {

    private static final int FORMAT = 1;

    private final JsonGenerator json;
    private final SourceLines sources = new SourceLines();

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /** The whole document, with a newline at its end. */
    public static String of(Report report, String version) {
        return JsonText.write(json -> new JsonReport(json).write(report, version));
    }

    private void write(Report report, String version) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("aloft", version);
        json.writeNumberField("exitStatus", report.exitStatus());
        json.writeArrayFieldStart("files");
        for (CheckedFile file : report.files()) {
            json.writeStartObject();
            json.writeStringField("file", file.file());
            json.writeBooleanField("readable", file.readable());
            json.writeNumberField("keepalivedStatus", file.keepalivedStatus());
            for (Severity severity : Severity.values()) {
                json.writeNumberField(severity.word() + "s", file.count(severity));
            }
            diagnostics("diagnostics", file.diagnostics());
            json.writeEndObject();
        }
        json.writeEndArray();
        diagnostics("comparison", report.comparison());
        json.writeArrayFieldStart("remarks");
        for (String remark : report.remarks()) {
            json.writeString(remark);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void diagnostics(String field, List<Diagnostic> diagnostics) throws IOException {
        json.writeArrayFieldStart(field);
        for (Diagnostic diagnostic : diagnostics) {
            json.writeStartObject();
            json.writeStringField("code", diagnostic.code().id());
            json.writeStringField("severity", diagnostic.severity().word());
            place(diagnostic.location());
            json.writeStringField("message", diagnostic.message());
            json.writeStringField("hint", diagnostic.hint());
            SourceLocation related = diagnostic.related();
            if (related != null) {
                json.writeObjectFieldStart("related");
                place(related);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void place(@Nullable SourceLocation location) throws IOException {
        if (location == null) {
            json.writeNullField("file");
            return;
        }
        json.writeStringField("file", location.file());
        json.writeNumberField("line", location.line());
        json.writeNumberField("column", location.column());
        json.writeStringField("source", Secrets.covered(sources.line(location.file(), location.line())));
    }
}
