package io.aloft.daemon.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.host.LiveHostFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each directory of samples holds files, arguments and what is printed ({@code -Daloft.write.expected=true} writes it anew). */
class SimulateCommandTest {

    private static final Path SAMPLES = Path.of("src/test/resources/simulate");
    private static final Path PAGE = Path.of("../docs/simulate.md");
    private static final String BEGIN = "<!-- samples: made by SimulateCommandTest -->\n";
    private static final String END = "<!-- end of samples -->\n";
    private static final List<String> SHOWN = List.of("crash", "nopreempt", "script_weak", "freeze");

    private record Answer(int status, String out, String err) {}

    private static Answer run(Path directory, List<String> arguments) {
        String at = directory + "/";
        String[] words = Stream.concat(
                        Stream.of("simulate"),
                        arguments.stream().map(word -> word.replaceAll("(^|:)([^:]*\\.conf)$", "$1" + at + "$2")))
                .toArray(String[]::new);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                new LiveHostFacts(),
                "1.0",
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int status = Subcommands.run(surroundings, words);
        return new Answer(
                status,
                out.toString(StandardCharsets.UTF_8).replace(at, ""),
                err.toString(StandardCharsets.UTF_8).replace(at, ""));
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> directories = Files.list(SAMPLES)) {
            return directories.sorted().toList().stream();
        }
    }

    private static List<String> arguments(Path sample) throws IOException {
        return Files.readAllLines(sample.resolve("arguments.txt"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void printsWhoIsMasterWhenAndWhy(Path sample) throws IOException {
        Answer answer = run(sample, arguments(sample));
        String printed = answer.out() + answer.err() + "exit status " + answer.status() + "\n";
        Path expected = sample.resolve("expected.txt");
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.writeString(expected, printed);
        }
        assertThat(expected).content().isEqualTo(printed);
    }

    @Test
    void thePageShowsWhatTheProgramPrints() throws IOException {
        var text = new StringBuilder();
        for (String name : SHOWN) {
            Path sample = SAMPLES.resolve(name);
            text.append('\n')
                    .append(Files.readString(sample.resolve("title.txt")))
                    .append("\n    $ aloft simulate ")
                    .append(String.join(" ", arguments(sample)))
                    .append('\n')
                    .append(run(sample, arguments(sample)).out().replaceAll("(?m)^(?=.)", "    "));
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isLessThanOrEqualTo(end);
        String wanted = page.substring(0, begin) + text + "\n" + page.substring(end);
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(PAGE).content().isEqualTo(wanted);
    }

    @Test
    void lossIsTheSameForTheSameSeed() throws IOException {
        Path sample = SAMPLES.resolve("loss");
        List<String> other = Stream.concat(arguments(sample).stream(), Stream.of("--for", "2m"))
                .map(word -> word.equals("3") ? "4" : word)
                .toList();
        List<String> same = Stream.concat(arguments(sample).stream(), Stream.of("--for", "2m"))
                .toList();
        assertThat(run(sample, same)).isEqualTo(run(sample, same)).isNotEqualTo(run(sample, other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        5s:carsh:a        | 'carsh' is unknown; there is
        5s:crash:c        | there is no director 'c'; there is a, b
        5s:script:a:no:1  | there is no tracked script 'no'; there is chk
        5s:script:a:chk:x | 'x' is no number from 0 to 255
        5s:file:a:no:1    | there is no tracked file 'no'
        5s:unplug:a:eth7  | there is no interface 'eth7'; there is eth0
        5s:process:a:web:gone | 'gone' is neither up nor down
        5x:heal           | '5x' is no time; write 5s, 2.5s, 300ms or 2m
        5s                | is not TIME:WHAT, as 5s:crash:a
        5s:crash          | needs more after 'crash'; there is
        5s:loss:100       | '100' is no number from 0 to 99
        5s:reload:a:no.conf | the file cannot be used
        """)
    void aMistakeIsToldWithWhatIsAccepted(String event, String message) {
        Path sample = SAMPLES.resolve("script");
        Answer answer = run(sample, List.of("a.conf", "b.conf", "--event", event));
        assertThat(answer.err()).contains(message);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.status()).isEqualTo(3);
    }

    @Test
    void filesOfTheSameNameAreToldApart() {
        assertThat(SimulatedMachines.names(List.of(Path.of("x/keepalived.conf"), Path.of("y/keepalived.conf"))))
                .containsExactly("a", "b");
        assertThat(SimulatedMachines.names(List.of(Path.of("x/lb1.conf"), Path.of("y/lb2.conf"))))
                .containsExactly("lb1", "lb2");
    }
}
