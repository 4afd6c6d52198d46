package io.aloft.lab.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.node.AloftDirector;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Needs root, keepalived, and the programs that examples name: killall (psmisc) and ping (iputils-ping). */
@Tag("lab")
class ExamplesLabTest {
    private static final Pattern INSTALLED = Pattern.compile("/etc/keepalived/([\\w.-]+\\.sh)");

    private static ExampleHost host;

    @BeforeAll
    static void makeHost() {
        host = new ExampleHost();
    }

    @AfterAll
    static void removeHost() {
        host.close();
    }

    static Stream<Path> configurations() {
        return ExampleHost.configurations().stream();
    }

    static Stream<Path> folders() {
        return ExampleHost.folders().stream();
    }

    @Test
    void thereAreTwoDirectorsInEachOfTheFolders() {
        assertThat(ExampleHost.folders()).hasSizeGreaterThanOrEqualTo(15).allSatisfy(folder -> {
            assertThat(folder.resolve("director-a.conf")).exists();
            assertThat(folder.resolve("director-b.conf")).exists();
        });
    }

    /** keepalived 2.2 does not know what these are about. */
    private static final Set<String> NEEDS_A_NEWER_KEEPALIVED = Set.of("auth-hmac");

    static Stream<Path> configurationsForKeepalived() {
        return configurations()
                .filter(file -> NEEDS_A_NEWER_KEEPALIVED.stream()
                        .noneMatch(folder -> file.startsWith(ExampleHost.root().resolve(folder))));
    }

    @ParameterizedTest
    @MethodSource("configurationsForKeepalived")
    void keepalivedHasNothingToSay(Path file) {
        Command.Result result =
                host.attempt(file.resolveSibling("."), List.of("keepalived", "-t", "-f", file.toString()));
        assertThat(result.output()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aloftHasNothingToSay(Path file) {
        Command.Result result = aloft(file.resolveSibling("."), file);
        assertThat(result.output()).isEmpty();
        assertThat(result.status()).isZero();
    }

    private static Command.Result aloft(Path folder, Path file) {
        List<String> command = new ArrayList<>(AloftDirector.command());
        command.addAll(List.of("-t", "-f", file.toString()));
        return host.attempt(folder, command);
    }

    /** The verdicts mean something only if a mistake is seen through the same arrangement. */
    @Test
    void bothFindAMistake() {
        try (WorkDirectory broken = new WorkDirectory("broken")) {
            Path typo = broken.write("typo.conf", "vrrp_instance VI_1 {\n  interfce eth0\n}\n");
            assertThat(host.attempt(broken.path(), List.of("keepalived", "-t", "-f", typo.toString()))
                            .status())
                    .isEqualTo(5);
            Command.Result aloft = aloft(broken.path(), typo);
            assertThat(aloft.status()).isEqualTo(5);
            assertThat(aloft.output()).contains("typo.conf:2:3");
        }
        // Without its script installed, the example is not what its README shows.
        Path example = ExampleHost.root().resolve("notify-mail/director-a.conf");
        Path elsewhere = ExampleHost.root().resolve("single-master");
        assertThat(aloft(elsewhere, example).output()).contains("/etc/keepalived/notify.sh");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void scriptsThatAreNamedAreShippedBesideAndExecutable(Path file) throws IOException {
        INSTALLED.matcher(Files.readString(file)).results().forEach(found -> {
            Path script = file.resolveSibling(found.group(1));
            assertThat(script).isExecutable();
            assertThat(file.resolveSibling("README.md")).content().contains("-o root -g root -m 0755");
        });
    }

    @ParameterizedTest
    @MethodSource("folders")
    void eachFolderIsExplainedAndListed(Path folder) {
        assertThat(folder.resolve("README.md")).isRegularFile();
        assertThat(ExampleHost.root().resolve("README.md"))
                .content()
                .contains("[" + folder.getFileName() + "](" + folder.getFileName() + ")");
    }

    @Test
    void realServerScriptTakesTheAddressSilentlyAndGivesItBack() {
        String script = ExampleHost.root().resolve("lvs-dr-tcp/real-server.sh").toString();
        assertThat(host.attempt(script, "start").status()).isZero();
        assertThat(host.attempt(script, "start").status())
                .as("twice is no error")
                .isZero();
        assertThat(host.attempt(script, "status").output())
                .contains("inet 10.77.0.100/32 scope global lo:vip")
                .contains("arp_ignore = 1")
                .contains("arp_announce = 2");
        assertThat(host.attempt(script, "stop").status()).isZero();
        assertThat(host.attempt(script, "status").output())
                .doesNotContain("10.77.0.100")
                .contains("arp_ignore = 0")
                .contains("arp_announce = 0");
        assertThat(host.attempt(script).status()).isEqualTo(2);
    }

    @Test
    void notifyScriptMailsTheState() {
        Path folder = ExampleHost.root().resolve("notify-mail");
        try (WorkDirectory box = new WorkDirectory("mail")) {
            Path sendmail = box.write("sendmail", "#!/bin/sh\ncat >" + box.file("mail") + "\n");
            assertThat(sendmail.toFile().setExecutable(true)).isTrue();
            // A sendmail laid over the machine's programs, for this one command.
            String laidOver = "mount -t overlay overlay -o lowerdir=" + box.path() + ":/usr/sbin /usr/sbin && exec "
                    + "/etc/keepalived/notify.sh root@localhost INSTANCE VI_1 MASTER 150";
            Command.Result result = host.attempt(folder, List.of("sh", "-c", laidOver));
            assertThat(result.output()).isEmpty();
            assertThat(result.status()).isZero();
            assertThat(box.file("mail"))
                    .content()
                    .startsWith("To: root@localhost\nSubject: [")
                    .contains("] VI_1 is MASTER\n\n")
                    .contains("effective priority 150")
                    .contains("10.77.0.1/24");
        }
    }
}
