package io.aloft.daemon.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.host.LiveHostFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubcommandsTest {

    private static final String INSTANCE = """
            vrrp_instance VI_1 {
                interface no-such-if
                virtual_router_id 51
                virtual_ipaddress {
                    192.0.2.1
                }
            }
            """;

    @TempDir
    private Path directory = Path.of(".");

    private Path file = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void nameFile() {
        file = directory.resolve("keepalived.conf");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var surroundings = new Surroundings(
                new LiveHostFacts(),
                "1.0",
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Subcommands.run(surroundings, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int check(String text, String... options) throws IOException {
        Files.writeString(file, text);
        var arguments = new ArrayList<>(List.of("check", file.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void onlyAFirstWordSelectsASubcommand() {
        for (String name : List.of("check", "explain", "config")) {
            assertThat(Subcommands.areMeantBy(name, "x")).isTrue();
            assertThat(run(name, "--help")).isEqualTo(0);
            String usage = out();
            assertThat(usage).startsWith("Usage: aloft " + name);
            assertThat(run("help", name)).isEqualTo(0);
            assertThat(out()).isEqualTo(usage);
        }
        assertThat(Subcommands.areMeantBy("-f", "check")).isFalse();
        assertThat(Subcommands.areMeantBy("--check")).isFalse();
        assertThat(Subcommands.areMeantBy("help")).isFalse();
        assertThat(Subcommands.areMeantBy()).isFalse();
    }

    @Test
    void aMisspeltSubcommandIsNoStartOfTheDaemon() {
        assertThat(Subcommands.areMeantBy("chekc", "keepalived.conf")).isTrue();
        assertThat(run("chekc", "keepalived.conf")).isEqualTo(3);
        assertThat(err()).contains("'chekc'", "aloft check");
    }

    @Test
    void documentsAboutTheLanguageArePrinted() {
        assertThat(run("config", "docs")).isEqualTo(0);
        assertThat(out()).startsWith("# Keywords");
        assertThat(run("config", "grammar")).isEqualTo(0);
        assertThat(out()).startsWith("{");
        assertThat(run("config")).isEqualTo(3);
        assertThat(err()).contains("config needs one of print, docs, grammar");
    }

    @Test
    void checkExitsByTheWorstThatItFound() throws IOException {
        assertThat(check("global_defs {\n    router_id A\n}\n")).isEqualTo(0);
        assertThat(out()).isEqualTo("nothing to report in " + file + "\n");
        assertThat(check("global_defs {\n    colour blue\n}\n")).isEqualTo(1);
        assertThat(check("global_defs {\n")).isEqualTo(2);
        assertThat(run("check", directory.resolve("absent.conf").toString())).isEqualTo(3);
        assertThat(out()).contains("absent.conf could not be read");
        assertThat(run("check")).isEqualTo(3);
        assertThat(run("check", "--format", "xml", file.toString())).isEqualTo(3);
    }

    @Test
    void theFileOfAnotherMachineIsCheckedOffline() throws IOException {
        assertThat(check(INSTANCE)).isEqualTo(2);
        assertThat(out()).contains("this machine has no interface no-such-if", "--offline");
        assertThat(check(INSTANCE, "--offline")).isEqualTo(0);
        assertThat(out()).doesNotContain("no-such-if");
    }

    @Test
    void conditionsAreReadAsTheNamedMachineDoes() throws IOException {
        assertThat(check("@east colour blue\n", "-i", "east")).isEqualTo(1);
        assertThat(check("@east colour blue\n", "--config-id=west")).isEqualTo(0);
    }

    @Test
    void formatsAndColoursAreChosen() throws IOException {
        assertThat(check("colour blue\n", "--format=json")).isEqualTo(1);
        assertThat(out()).startsWith("{").contains("\"exitStatus\" : 1");
        assertThat(check("colour blue\n", "--format", "sarif")).isEqualTo(1);
        assertThat(out()).contains("\"version\" : \"2.1.0\"");
        assertThat(check("colour blue\n", "--color", "always")).isEqualTo(1);
        assertThat(out()).contains("\u001b[");
    }

    @Test
    void printHidesSecretsAndRefusesToGuess() throws IOException {
        Files.writeString(file, "vrrp_instance VI_1 { authentication { auth_pass s3cret\n } }\n");
        assertThat(run("config", "print", file.toString())).isEqualTo(0);
        assertThat(out()).contains("        auth_pass ********\n");
        assertThat(run("config", "print", "--secrets", file.toString())).isEqualTo(0);
        assertThat(out()).contains("auth_pass s3cret");
        Files.writeString(file, "global_defs {\n");
        assertThat(run("config", "print", file.toString())).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).contains(file + ":1:13", "the braces do not match");
    }

    @Test
    void explainTakesACodeInAnySpelling() {
        assertThat(run("explain", "ALO-1301")).isEqualTo(0);
        String answer = out();
        assertThat(answer).startsWith("ALO-1301");
        assertThat(run("explain", "1301")).isEqualTo(0);
        assertThat(out()).isEqualTo(answer);
        assertThat(run("explain", "ALO-9999")).isEqualTo(3);
        assertThat(err()).contains("there is no code ALO-9999");
        assertThat(run("explain")).isEqualTo(0);
        assertThat(out().lines().count()).isGreaterThan(50);
    }
}
