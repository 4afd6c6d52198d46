package io.aloft.config.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writing JSON into a string, indented. */
public final class JsonText {

    /** Writes one document. */
    public interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** The document that {@code writer} writes, with a newline at its end. */
    public static String write(Writer writer) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            writer.write(json);
        } catch (IOException e) {
            // A string has no input or output to fail.
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }
}
