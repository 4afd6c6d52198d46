package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.codes.Explanation;
import io.aloft.config.codes.Explanations;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the explanations show as wrong gives the code that they explain, and what they show as right does not. */
class ExplainedExamplesTest {

    private static final int FIRST_LINTER_CODE = 2000;

    /** Their examples are command lines, need other files, or speak of the start of the daemon. */
    private static final Set<Code> NO_LINES_OF_ONE_FILE = EnumSet.of(
            Code.SEVERAL_MAIN_FILES, Code.INCLUDE_UNREADABLE, Code.INCLUDE_TOO_DEEP, Code.TRAILING_CHARACTERS);

    private static final String SERVICE = """
            virtual_server 10.0.0.1 80 {
                lb_algo rr
                lb_kind NAT
                protocol TCP
            """;

    /** Blocks that an example may stand in, from the outside inwards. */
    private static final List<String> PLACES = List.of(
            "%s",
            "global_defs {\n%s\n}",
            "vrrp_instance VI_1 {\n%s\n}",
            """
            global_defs {
                enable_script_security
                script_user root
            }
            vrrp_script chk_web {
                script "/usr/bin/true"
            }
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
            %s
            }
            """,
            """
            vrrp_script web {
                script "/usr/bin/true"
            }
            vrrp_sync_group G {
                group { VI_1 VI_2 }
            }
            vrrp_instance VI_2 {
            }
            vrrp_instance VI_1 {
            %s
            }
            """,
            "vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\n10.0.0.1\n}\n%s\n}",
            "vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\n%s\n}\n}",
            "static_routes {\n%s\n}",
            "static_rules {\n%s\n}",
            "vrrp_script chk {\n%s\n}",
            "global_defs {\nscript_user root\nenable_script_security\n}\nvrrp_script chk {\n%s\n}\n"
                    + "vrrp_instance VI_1 {\ntrack_script {\nchk\n}\n}",
            "global_defs {\n%s\n}\nvrrp_script chk {\nscript \"/usr/bin/true\"\n}\n"
                    + "vrrp_instance VI_1 {\ntrack_script {\nchk\n}\n}",
            "virtual_server_group G {\n%s\n}",
            "virtual_server 10.0.0.10 80 {\n%s\n}",
            SERVICE + "%s\nreal_server 10.0.0.11 80 {\nweight 2\nTCP_CHECK {\n}\n}\n}",
            SERVICE + "real_server 10.0.0.11 80 {\n%s\n}\n}",
            SERVICE + "real_server 10.0.0.11 80 {\nHTTP_GET {\n%s\n}\n}\n}",
            SERVICE + "real_server 10.0.0.11 80 {\nHTTP_GET {\nurl {\npath /\n%s\n}\n}\n}\n}",
            "%s\nreal_server 10.0.0.11 80 {\n}\n}",
            "%s\n}\n}");

    @TempDir
    private Path directory = Path.of(".");

    static Stream<Explanation> shown() {
        return Explanations.all().stream()
                .filter(one -> one.code().number() < FIRST_LINTER_CODE)
                .filter(one -> !one.wrong().isEmpty() && !NO_LINES_OF_ONE_FILE.contains(one.code()));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void wrongLinesGiveTheCodeAndRightLinesDoNot(Explanation explanation) {
        Code code = explanation.code();
        assertThat(PLACES)
                .as(code.id() + ": a place where only the wrong lines are wrong")
                .anyMatch(place -> codes(place, explanation.wrong()).contains(code)
                        && !codes(place, explanation.right()).contains(code));
    }

    private Set<Code> codes(String place, List<String> lines) {
        try {
            Files.createDirectories(directory.resolve("conf.d"));
            Files.writeString(directory.resolve("conf.d/a.conf"), "! empty\n");
            Path file = directory.resolve("keepalived.conf");
            Files.writeString(file, place.replace("%s", String.join("\n", lines)) + "\n");
            FakeHost host = FakeHost.usual()
                    .withInterface("tun0")
                    .withProgram("/usr/bin/touch")
                    .withProgram("/usr/local/bin/chk_nginx");
            return ConfigLoader.load(file, LoadOptions.forHost(host).forTest(), host).diagnostics().stream()
                    .map(Diagnostic::code)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
