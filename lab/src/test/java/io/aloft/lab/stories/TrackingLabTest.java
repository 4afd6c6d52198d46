package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Everything that can be tracked fails and recovers once, each with the lines that keepalived has for it. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class TrackingLabTest {
    private static final String HEAD = """
        global_defs {
            enable_script_security
            script_user root
        }
        track_file f {
            file DIR/f
        }
        track_file g {
            file DIR/g
            weight 5
        }
        vrrp_track_process p {
            process PROCESS
        }
        vrrp_script s {
            script "/usr/bin/test -e DIR/s"
            interval 0.2
        }
        bfd_instance b {
            neighbor_ip 10.77.0.2
            source_ip 10.77.0.1
            min_rx 50
            min_tx 50
        }
        interface_up_down_delays {
            eth1 0.3 0.1
        }
        """;

    private static final String INSTANCE = """
        vrrp_instance %s {
            interface eth0
            virtual_router_id %d
            version 3
            advert_int 0.2
            %s
            virtual_ipaddress {
                10.77.0.%d/24
            }
        }
        """;

    private static final String NEIGHBOUR = """
        bfd_instance b {
            neighbor_ip 10.77.0.1
            source_ip 10.77.0.2
            min_rx 50
            min_tx 50
        }
        """;

    private static String instance(String name, int number, String tracking) {
        return INSTANCE.formatted(name, number, tracking.replace(";", "\n"), 100 + number);
    }

    @Test
    void eachTrackedThingFailsAndRecoversInKeepalivedsWords() throws IOException {
        try (Scene scene = new Scene()) {
            TestHost a = scene.host("a", 1);
            TestHost b = scene.host("b", 2);
            scene.network.join(a, "eth1", "10.78.0.1/24");
            // Its comm, of at most 15 characters, is unlike any other on this machine.
            Path program = Files.copy(
                    Path.of("/bin/sleep"),
                    scene.files.file("tr" + ProcessHandle.current().pid()),
                    StandardCopyOption.COPY_ATTRIBUTES);
            scene.files.write("f", "0\n");
            scene.files.write("g", "0\n");
            scene.files.write("s", "");
            Director neighbour = scene.director(DirectorKind.KEEPALIVED, b, NEIGHBOUR);
            neighbour.start();
            Director aloft = scene.director(
                    DirectorKind.ALOFT,
                    a,
                    HEAD.replace("PROCESS", program.getFileName().toString())
                            + instance("FILE", 1, "track_file {;f weight 0;g weight 2;}")
                            + instance("PROC", 2, "track_process {;p;}")
                            + instance("SCRIPT", 3, "track_script {;s weight -30;}")
                            + instance("BFD", 4, "track_bfd {;b;}")
                            + instance(
                                    "WEIGHTS",
                                    5,
                                    "track_bfd {;b weight 10;};track_interface {;eth1 weight -20 reverse;}")
                            + instance("LINK", 6, "track_interface {;eth1;}"));
            aloft.start();
            for (String instance : List.of("FILE", "SCRIPT", "WEIGHTS", "LINK", "BFD")) {
                scene.awaitLine(aloft, Instant.EPOCH, "\\(" + instance + "\\) Entering MASTER STATE");
            }
            files(scene, aloft);
            process(scene, aloft, a, program);
            script(scene, aloft);
            session(scene, aloft, neighbour);
            link(scene, aloft, a);
            shorterInterval(scene, aloft, b);
            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
        }
    }

    private static void files(Scene scene, Director aloft) throws IOException {
        says(
                scene,
                aloft,
                () -> scene.files.write("f", "1\n"),
                "(FILE): tracked file f now FAULT state",
                "(FILE) Entering FAULT STATE");
        says(
                scene,
                aloft,
                () -> scene.files.write("f", "0\n"),
                "(FILE): tracked file f leaving FAULT state",
                "(FILE) Entering BACKUP STATE",
                "(FILE) Entering MASTER STATE");
        says(scene, aloft, () -> scene.files.write("g", "10\n"), "(FILE) Changing effective priority from 100 to 120");
        says(scene, aloft, () -> delete(scene.files.file("g")), "(FILE) Changing effective priority from 120 to 100");
        Path next = scene.files.write("g.new", "3\n");
        says(
                scene,
                aloft,
                () -> move(next, scene.files.file("g")),
                "(FILE) Changing effective priority from 100 to 106");
    }

    private static void process(Scene scene, Director aloft, TestHost host, Path program) {
        assertThat(Scene.lines(aloft, Instant.EPOCH, "PROC\\) (entering|Entering)"))
                .anyMatch(line -> line.endsWith("(PROC) entering FAULT state (tracked process p quorum not achieved)"));
        Program[] started = new Program[1];
        says(
                scene,
                aloft,
                () -> started[0] =
                        Program.start("tracked", host.builder(List.of(program.toString(), "600")), line -> {}),
                "Quorum gained for tracked process p",
                "(PROC) Entering BACKUP STATE",
                "(PROC) Entering MASTER STATE");
        says(
                scene,
                aloft,
                () -> started[0].signal(Signal.TERM),
                "Quorum lost for tracked process p",
                "(PROC) Entering FAULT STATE");
    }

    private static void script(Scene scene, Director aloft) {
        says(
                scene,
                aloft,
                () -> delete(scene.files.file("s")),
                "Script `s` now returning 1",
                "VRRP_Script(s) failed (exited with status 1)",
                "(SCRIPT) Changing effective priority from 100 to 70");
        says(
                scene,
                aloft,
                () -> scene.files.write("s", ""),
                "Script `s` now returning 0",
                "VRRP_Script(s) succeeded",
                "(SCRIPT) Changing effective priority from 70 to 100");
    }

    private static void session(Scene scene, Director aloft, Director neighbour) {
        assertThat(Scene.lines(aloft, Instant.EPOCH, "Received BFD event"))
                .last()
                .asString()
                .matches(".*Received BFD event: instance b is in state Up \\(delivered in \\d+ usec\\)");
        says(
                scene,
                aloft,
                neighbour::freeze,
                "Received BFD event: instance b is in state Down (delivered in ",
                "VRRP_Instance(BFD) Tracked BFD instance b is DOWN",
                "(BFD) Entering FAULT STATE",
                "VRRP_Instance(WEIGHTS) Tracked BFD instance b is DOWN",
                "(WEIGHTS) Changing effective priority from 110 to 100");
        says(
                scene,
                aloft,
                neighbour::resume,
                "VRRP_Instance(BFD) Tracked BFD instance b is UP",
                "(BFD) Entering BACKUP STATE",
                "VRRP_Instance(WEIGHTS) Tracked BFD instance b is UP",
                "(WEIGHTS) Changing effective priority from 100 to 110");
    }

    /** A link with a delay is told down when that counts; a flap that is over before is none. */
    private static void link(Scene scene, Director aloft, TestHost host) {
        Instant flap = Instant.now();
        scene.network.unplug(host, "eth1");
        scene.awaitLine(aloft, flap, "eth1: Adding flags change from 0x\\w+ to 0x\\w+ delay by 300000");
        scene.network.plug(host, "eth1");
        scene.awaitLine(aloft, flap, "Delay timer for eth1 cancelled");
        assertThat(Scene.lines(aloft, flap, "Netlink reports|Entering|Changing"))
                .isEmpty();

        Instant down = Instant.now();
        scene.network.unplug(host, "eth1");
        Instant delayed =
                scene.awaitLine(aloft, down, "eth1: Adding flags change").at();
        Instant told = scene.awaitLine(aloft, down, "Netlink reports eth1 down").at();
        assertThat(Duration.between(delayed, told)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(3));
        scene.awaitLine(aloft, down, "\\(LINK\\) Entering FAULT STATE");
        scene.awaitLine(aloft, down, "\\(WEIGHTS\\) Changing effective priority from 110 to 130");
        says(
                scene,
                aloft,
                () -> scene.network.plug(host, "eth1"),
                "Netlink reports eth1 up",
                "(WEIGHTS) Changing effective priority from 130 to 110",
                "(LINK) Entering BACKUP STATE",
                "(LINK) Entering MASTER STATE");
    }

    /** A Master with a shorter interval leaves less time to wait for a link. */
    private static void shorterInterval(Scene scene, Director aloft, TestHost host) {
        Director master = scene.director(
                DirectorKind.KEEPALIVED,
                host,
                "short",
                instance("LINK", 6, "priority 200").replace("advert_int 0.2", "advert_int 0.1"));
        says(
                scene,
                aloft,
                master::start,
                "(LINK) advertisement interval updated from 200ms to 100ms by master",
                "eth1: down debounce timer of 0.300000 s is too long for the advertisements, resetting to 0.199609 s");
    }

    /** After something was done these lines come, in this order. */
    private static void says(Scene scene, Director aloft, Runnable done, String... lines) {
        Instant since = Instant.now();
        done.run();
        Instant last = since;
        for (String line : lines) {
            Instant at = scene.awaitLine(aloft, since, java.util.regex.Pattern.quote(line))
                    .at();
            assertThat(at).as(line + "\n" + aloft.tail()).isAfterOrEqualTo(last);
            last = at;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
