package io.aloft.lab.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.daemon.http.ControlClient;
import io.aloft.daemon.http.SocketPath;
import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.AloftDirector;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.TlsIdentity;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import io.aloft.lab.witness.ObservedAdvert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One daemon, in a kernel without IPVS, all of whose bad servers misbehave at once. The tests are the chapters of one story.
 */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileFarmLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final WorkDirectory files = new WorkDirectory("hostile");
    private final TestNetwork network = TestNetwork.create();
    private final TestHost host = network.host("lb", "10.77.0.1/24");
    private final TestHost farm = network.host("rs", Hostility.SERVERS + "/24");
    private final AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"));
    private final GoodServers good = new GoodServers(
            farm,
            TlsIdentity.create(files.file("good.p12"), "good"),
            TlsIdentity.createExpired(files.file("expired.p12"), "expired"));
    private final Hostility bad = new Hostility(farm, files);
    private final Director aloft =
            new AloftDirector(host, files.write("lb.conf", Hostility.configuration(files)), _ -> {});

    @BeforeAll
    void startTheDaemon() {
        assertThat(Path.of("/proc/net/ip_vs"))
                .as("this test wants a kernel without IPVS")
                .doesNotExist();
        host.run("ip", "route", "add", Hostility.THOUSAND, "via", Hostility.SERVERS);
        aloft.start();
        aloft.await("\\(VI_1\\) Entering MASTER STATE", LIMIT);
    }

    @AfterAll
    void removeEverything() {
        try (files;
                network;
                witness;
                good;
                bad;
                aloft) {
            // What was opened last is closed first.
            network.heal();
        }
    }

    @ParameterizedTest
    @Order(1)
    @EnumSource
    void serverIsJudgedByWhatItDoes(BadServer server) {
        awaitListed(server.listed());
    }

    @ParameterizedTest
    @Order(2)
    @EnumSource
    void programIsJudgedByHowItEnds(BadProgram program) {
        awaitListed(program.listed());
    }

    @Test
    @Order(3)
    void goodServersAreCheckedAllTheTimeAndNeverFail() {
        awaitChecks(20);
        assertThat(log("\\[10\\.77\\.0\\.2\\]:tcp:9\\d .*(fail|error)|Removing service"
                        + " \\[10\\.77\\.0\\.2\\]:tcp:9\\d "))
                .isEmpty();
    }

    @Test
    @Order(4)
    void nothingGrowsWhileThousandServersDieAndReturn() {
        awaitLog("TCP connection to \\[10\\.80\\.\\d+\\.\\d+\\]:tcp:80 success", 1000);
        Footprint before = Footprint.of(pid());
        for (int death = 1; death <= 2; death++) {
            bad.killThousand();
            awaitLog("Removing service \\[10\\.80\\.", 1000 * death);
            awaitLog("Lost quorum .* for VS \\[10\\.77\\.12\\.", 10 * death);
            bad.reviveThousand();
            awaitLog("Adding service \\[10\\.80\\.", 1000 * death);
            awaitLog("Gained quorum .* for VS \\[10\\.77\\.12\\.", 10 * death);
            awaitChecks(4);
        }
        Footprint after = Footprint.of(pid());
        System.out.printf("before: %s%nafter:  %s%n", before, after);
        assertThat(after.threads()).isLessThan(before.threads() + 10).isLessThan(80);
        assertThat(after.descriptors())
                .as("the thousand may be asked just now")
                .isLessThan(before.descriptors() + 1100);
        assertThat(after.heapKib()).isLessThan(before.heapKib() + (8 << 10));
        assertThat(after.residentKib()).isLessThan(before.residentKib() + (64 << 10));
        goodServersAreCheckedAllTheTimeAndNeverFail();
    }

    @Test
    @Order(5)
    void missingIpvsIsToldOnceAndStandsInTheStatus() {
        assertThat(list()).startsWith("DEGRADED").contains("IPVS cannot be reached: this kernel has no IPVS");
        assertThat(log("initialize ipvs")).hasSize(1).first().asString().contains("load it with \"modprobe ip_vs\"");
    }

    @Test
    @Order(6)
    void masterAdvertisesWithoutPause() {
        assertThat(log("\\(VI_1\\) Entering ")).hasSize(2);
        assertThat(host.hasAddress(Hostility.VIP)).isTrue();
        List<ObservedAdvert> adverts = witness.adverts();
        Duration longest = Duration.ZERO;
        for (int i = 1; i < adverts.size(); i++) {
            Duration gap =
                    Duration.between(adverts.get(i - 1).at(), adverts.get(i).at());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        System.out.printf("%d adverts, at most %d ms apart%n", adverts.size(), longest.toMillis());
        assertThat(adverts).hasSizeGreaterThan(10);
        // RFC 9568 section 6.1: a Backup would take over after more than three intervals.
        assertThat(longest).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @Order(7)
    void endIsCleanAndLeavesNoProcessBehind() {
        Instant told = Instant.now();
        aloft.stopGently();
        assertThat(aloft.awaitStopped()).isZero();
        System.out.printf(
                "stopped after %d ms%n", Duration.between(told, Instant.now()).toMillis());
        Await.until(
                () -> "no process is left: " + processes(),
                LIMIT,
                () -> processes().isEmpty());
        assertThat(log("Exception|defect|OutOfMemory")).isEmpty();
        assertThat(host.hasAddress(Hostility.VIP)).isFalse();
    }

    /** Numbers and commands of what still runs on the director's host. */
    private String processes() {
        return host.run("ip", "netns", "pids", host.namespace())
                .lines()
                .map(pid -> Command.attempt("ps", "-o", "pid=,ppid=,pgid=,args=", "-p", pid)
                        .output())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private long pid() {
        return aloft.pids().getFirst();
    }

    /** Waits until each good server has been asked so many times more. */
    private void awaitChecks(int more) {
        Map<GoodServers.Kind, Long> before = good.asked();
        Await.until(
                () -> "each is asked " + more + " times more: " + before + ", " + good.asked() + "\n" + aloft.tail(),
                LIMIT,
                () -> good.askedAgain(before, more));
    }

    private void awaitListed(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Await.until(
                () -> regex + "\n"
                        + list().lines()
                                .filter(line -> !line.contains("[10.80."))
                                .toList() + "\n" + aloft.tail(),
                LIMIT,
                () -> pattern.matcher(list()).find());
    }

    private void awaitLog(String regex, int lines) {
        Await.until(
                () -> lines + " lines " + regex + ", not " + log(regex).size() + "\n" + aloft.tail(),
                LIMIT,
                () -> log(regex).size() >= lines);
    }

    private List<String> log(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Stream<String> lines = aloft.log().stream().map(line -> line.text());
        return lines.filter(line -> pattern.matcher(line).find()).toList();
    }

    private String list() {
        try {
            return new ControlClient(SocketPath.of(aloft.pidFile()))
                    .get("/servers?format=text")
                    .content();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
