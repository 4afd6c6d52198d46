package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.check.ConfigCheck;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.report.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one file is asked, and what two are. */
class ConfigCheckTest {

    private static final Path FOREIGN_SOURCE = Path.of("src/test/resources/lint/source_not_local.conf");
    private static final Path OTHER = Path.of("src/test/resources/lint/source_not_local_clean.conf");

    @Test
    void oneFileIsThatOfThisMachine() {
        assertThat(codes(check(List.of(FOREIGN_SOURCE)))).contains(Code.SOURCE_NOT_LOCAL);
    }

    @Test
    void ofTwoDirectorsNobodyKnowsWhichOneThisMachineIs() {
        Report report = check(List.of(FOREIGN_SOURCE, OTHER));
        assertThat(codes(report)).isEmpty();
        assertThat(report.comparison()).extracting(Diagnostic::code).containsExactly(Code.PRIORITIES_TIE);
    }

    @Test
    void silenceAboutTwoDirectorsIsExplained() {
        Path examples = Path.of("../examples/nginx-ha");
        Path a = examples.resolve("director-a.conf");
        assertThat(check(List.of(a, examples.resolve("director-b.conf"))).remarks())
                .containsExactly("the two directors fit together");
        assertThat(check(List.of(a, examples.resolve("absent.conf"))).remarks())
                .containsExactly("the two files are not compared, as at least one of them is refused");
        assertThat(check(List.of(a)).remarks()).isEmpty();
        assertThat(check(List.of(FOREIGN_SOURCE, OTHER)).remarks()).isEmpty();
    }

    private static Report check(List<Path> files) {
        FakeHost host = FakeHost.usual().withAddress("eth0", "10.0.0.5/24");
        return new ConfigCheck(LoadOptions.forHost(host), host, true, true).check(files);
    }

    private static List<Code> codes(Report report) {
        return report.files().stream()
                .flatMap(file -> file.diagnostics().stream())
                .map(Diagnostic::code)
                .toList();
    }
}
