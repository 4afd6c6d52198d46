package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.check.ConfigCheck;
import io.aloft.config.report.TextReport;
import io.aloft.config.source.SourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The samples in docs/check.md are what the program prints ({@code -Daloft.write.expected=true} writes them anew). */
class CheckSamplesTest {

    private static final Path PAGE = Path.of("../docs/check.md");
    private static final Path FILES = Path.of("src/test/resources");
    private static final String BEGIN = "<!-- samples: made by CheckSamplesTest -->\n";
    private static final String END = "<!-- end of samples -->\n";

    /** A file of the tests and what is worth seeing in its report. */
    private record Sample(String file, String lesson) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "broken/missing_brace_before_instance.conf",
                    "A brace is missing: one message, and the place to look at."),
            new Sample("features/did_you_mean_warn.conf", "Misspelt, misplaced, and written as in other programs."),
            new Sample("broken/priority_300.conf", "A value out of range, and what is used instead."),
            new Sample("broken/open_quote.conf", "A quote that is not closed."),
            new Sample("broken/bad_address.conf", "An address that is none."),
            new Sample("broken/same_vrid_twice.conf", "Two instances that would fight on one network."),
            new Sample("broken/missing_interface.conf", "An interface that this machine lacks."),
            new Sample("broken/missing_parameter.conf", "A keyword without the argument that keepalived insists on."),
            new Sample("coursenotes/shell_scripts_warn.conf", "Commands that only a shell would understand."),
            new Sample("broken/no_security.conf", "Scripts that anybody who may write them could run as root."));

    @Test
    void thePageShowsWhatTheProgramPrints() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isLessThanOrEqualTo(end);
        String wanted = page.substring(0, begin) + samples() + page.substring(end);
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(PAGE).content().isEqualTo(wanted);
    }

    private static String samples() throws IOException {
        FakeHost host = FakeHost.usual();
        var check =
                new ConfigCheck(new LoadOptions("director", true, Map.of(), SourceLimits.DEFAULT), host, true, false);
        var text = new StringBuilder();
        for (Sample sample : SAMPLES) {
            Path file = FILES.resolve(sample.file());
            String name = String.valueOf(file.getFileName());
            String report = TextReport.of(check.check(List.of(file)), false)
                    .replace(file.toString(), name)
                    .replaceAll("(?m)^(?=.)", "    ");
            text.append('\n')
                    .append(sample.lesson())
                    .append("\n\n    $ aloft check ")
                    .append(name)
                    .append('\n');
            text.append(report);
        }
        return text.append('\n').toString();
    }
}
