package io.aloft.config.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    private Path directory = Path.of(".");

    private String file = "";

    @BeforeEach
    void writeFile() throws IOException {
        Path path = directory.resolve("my keepalived.conf");
        Files.writeString(path, "vrrp_instance A {\n}\nvrrp_instance A {\n    auth_pass s3cret\n}\n");
        file = path.toString();
    }

    private Diagnostic error(int line, int column) {
        return Diagnostic.error(
                Code.OUT_OF_RANGE, StatusClass.GENERAL_ERROR, new SourceLocation(file, line, column), "wrong");
    }

    private Diagnostic warning(int line, int column) {
        return Diagnostic.warning(Code.OUT_OF_RANGE, StatusClass.OK, new SourceLocation(file, line, column), "strange");
    }

    private Report report(Diagnostic... diagnostics) {
        return new Report(List.of(new CheckedFile(file, true, 5, List.of(diagnostics))), List.of(), List.of());
    }

    @Test
    void diagnosticsAreSortedByPlaceWithTheMainFileFirst() {
        Diagnostic included = Diagnostic.notice(Code.OUT_OF_RANGE, new SourceLocation("/a.conf", 1, 1), "noted");
        Diagnostic unplaced = Diagnostic.notice(Code.OUT_OF_RANGE, null, "noted");
        Diagnostic late = error(4, 5);
        Diagnostic early = error(4, 1);
        assertThat(new CheckedFile(file, true, 5, List.of(included, late, early, unplaced)).diagnostics())
                .containsExactly(unplaced, early, late, included);
    }

    @Test
    void theExitStatusFollowsTheWorstSeverity() {
        assertThat(report().exitStatus()).isEqualTo(0);
        assertThat(report(warning(1, 1)).exitStatus()).isEqualTo(1);
        assertThat(report(warning(1, 1), error(2, 1)).exitStatus()).isEqualTo(2);
        Report unread = new Report(List.of(new CheckedFile(file, false, 6, List.of())), List.of(), List.of());
        assertThat(unread.exitStatus()).isEqualTo(3);
        Report compared = new Report(List.of(), List.of(warning(1, 1)), List.of());
        assertThat(compared.exitStatus()).isEqualTo(1);
    }

    @Test
    void theTextShowsBothPlacesAndTheAdvice() {
        Diagnostic twice =
                error(3, 15).withRelated(new SourceLocation(file, 1, 15)).withHint("remove one");
        assertThat(TextReport.of(report(twice, warning(4, 5)), false))
                .isEqualTo("""
                        FILE:3:15: error: wrong [CODE]
                             3 | vrrp_instance A {
                               |               ^
                          note: the other place is FILE:1:15
                             1 | vrrp_instance A {
                               |               ^
                          help: remove one

                        FILE:4:5: warning: strange [CODE]
                             4 |     auth_pass ********
                               |     ^~~~~~~~~

                        1 error, 1 warning in FILE
                        """.replace("FILE", file).replace("CODE", Code.OUT_OF_RANGE.id()));
    }

    @Test
    void coloursAreUsedOnlyWhenAskedFor() {
        assertThat(TextReport.of(report(error(1, 1)), false)).doesNotContain("\u001b");
        assertThat(TextReport.of(report(error(1, 1)), true)).contains("\u001b[1;31merror:\u001b[0m");
    }

    @Test
    void jsonAndSarifAreWellFormedAndHideSecrets() throws IOException {
        Report report = report(warning(4, 5), error(3, 15).withRelated(new SourceLocation(file, 1, 15)));
        for (String text : List.of(JsonReport.of(report, "1.0"), SarifReport.of(report, "1.0"))) {
            assertThat(text).doesNotContain("s3cret").endsWith("}\n");
            assertThat(fields(text)).contains("message");
        }
        assertThat(fields(JsonReport.of(report, "1.0")))
                .containsSequence("code", "severity", "file", "line", "column", "source", "message", "hint");
        assertThat(SarifReport.of(report, "1.0"))
                .contains("\"2.1.0\"", "\"ruleIndex\" : 0", "\"relatedLocations\"", "my%20keepalived.conf");
    }

    private static List<String> fields(String json) throws IOException {
        var fields = new ArrayList<String>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    fields.add(parser.currentName());
                }
            }
        }
        return fields;
    }
}
