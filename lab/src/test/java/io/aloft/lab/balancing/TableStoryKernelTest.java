package io.aloft.lab.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.balancing.TableStory.Scene;
import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of a real kernel at start and stop, and what others and the kernel itself do to it; one boot for all. */
@Tag("kernel")
class TableStoryKernelTest {

    private static final Duration LIMIT = Duration.ofMinutes(8);

    private static final String FOREIGN = "-A -t 10.9.9.9:99 -s rr";

    private static final List<String> WEB = List.of(
            "-A -t 10.9.9.9:80 -s wrr",
            "-a -t 10.9.9.9:80 -r 10.1.1.11:80 -m -w 2",
            "-a -t 10.9.9.9:80 -r 10.1.1.12:80 -m -w 2");

    private static final WorkDirectory RESULTS = new WorkDirectory("table");

    @BeforeAll
    static void playTheStory() {
        Path results = RESULTS.path();
        KernelRunner.Outcome outcome = KernelRunner.run(
                KernelRunner.java(TableStory.class, List.of(results.toString())), results, LIMIT, line -> {});
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @AfterAll
    static void removeResults() {
        RESULTS.close();
    }

    private static List<String> seen(Scene scene) throws IOException {
        return Files.readAllLines(scene.file(RESULTS.path()));
    }

    private static String[] lines(String before, List<String> table, String... after) {
        var lines = new ArrayList<String>();
        lines.add(before);
        lines.addAll(table);
        lines.addAll(List.of(after));
        return lines.toArray(String[]::new);
    }

    @Test
    void leftOversAreCorrectedAndForeignServicesStay() throws IOException {
        assertThat(seen(Scene.LEFT_OVERS)).containsExactly(lines("started:", WEB, FOREIGN, "stopped:", FOREIGN));
    }

    @Test
    void flushAtStartTakesForeignServices() throws IOException {
        assertThat(seen(Scene.FLUSH_AT_START)).containsExactly(lines("started:", WEB, "stopped:"));
    }

    @Test
    void flushOnStopTakesForeignServices() throws IOException {
        assertThat(seen(Scene.FLUSH_ON_STOP)).containsExactly(lines("started:", WEB, FOREIGN, "stopped:"));
    }

    @Test
    void flushOfVirtualServersOnStopLeavesForeignServices() throws IOException {
        assertThat(seen(Scene.FLUSH_OWN_ON_STOP)).containsExactly(lines("started:", WEB, FOREIGN, "stopped:", FOREIGN));
    }

    @Test
    void servicesCanBeKept() throws IOException {
        assertThat(seen(Scene.KEPT)).containsExactly(lines("stopped:", WEB));
    }

    @Test
    void serviceOfTwoVirtualServersIsOne() throws IOException {
        assertThat(seen(Scene.SHARED))
                .containsExactly(
                        "started:",
                        "-A -t 10.9.9.8:80 -s wrr",
                        "-a -t 10.9.9.8:80 -r 10.1.1.11:80 -m -w 2",
                        "-a -t 10.9.9.8:80 -r 10.1.1.12:80 -m -w 2",
                        "-A -t 10.9.9.9:80 -s wrr",
                        "-a -t 10.9.9.9:80 -r 10.1.1.11:80 -m -w 2",
                        "-a -t 10.9.9.9:80 -r 10.1.1.12:80 -m -w 2",
                        "-A -f 7 -s wrr",
                        "-a -f 7 -r 10.1.1.11:80 -m -w 2",
                        "-a -f 7 -r 10.1.1.12:80 -m -w 2",
                        "stopped:");
    }

    @Test
    void tableWithOneOfEverythingReadsBackAsItWasWritten() throws IOException {
        assertThat(seen(Scene.EVERYTHING))
                .contains("-A -t 10.9.9.9:0 -s sh -p 360 -M 255.255.255.0 -b sh-fallback,sh-port")
                .contains("-A -u 10.9.9.9:53 -s rr -o")
                .contains("-A -u 10.9.9.9:5060 -s rr -p 60 --pe sip")
                .contains("-A --sctp-service 10.9.9.9:132 -s wlc -b flag-1,flag-3")
                .contains("-A -t [fd00::9]:443 -s mh -p 120 -M 64")
                .contains("-a -t [fd00::9]:443 -r 10.1.1.13:443 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum")
                .contains("-a -t [fd00::9]:443 -r 10.1.1.14:443 -i -w 1 --tun-type gre --tun-nocsum")
                .contains("-a -t [fd00::9]:443 -r 10.1.1.15:443 -i -w 1 --tun-type gue --tun-port 6081 --tun-remcsum")
                .contains("-a -t [fd00::9]:443 -r 10.1.1.16:443 -i -w 1 --tun-type ipip")
                .contains("-a -f 7 -6 -r [fd00:1::11]:0 -g -w 3")
                .contains("-> [fd00:1::11]:443 100 80 0 0")
                .contains("changes of others: 0");
    }

    @Test
    void foreignChangesOfOurServicesArePutRightAndOthersLeftAlone() throws IOException {
        assertThat(seen(Scene.MEDDLED))
                .containsExactly(lines(
                        "put right:",
                        WEB,
                        "-A -t 10.9.9.9:81 -s rr",
                        "-a -t 10.9.9.9:81 -r 10.1.1.11:80 -m -w 2",
                        "-a -t 10.9.9.9:81 -r 10.1.1.12:80 -m -w 2",
                        FOREIGN,
                        "-a -t 10.9.9.9:99 -r 10.1.1.66:80 -m -w 5",
                        "changes of others: 5"));
    }

    @Test
    void emptiedTableIsFilledAgain() throws IOException {
        assertThat(seen(Scene.EMPTIED)).containsExactly(lines("put right:", WEB, FOREIGN, "degraded: false"));
    }

    @Test
    void schedulerThatTheKernelLacksIsShownAndHoldsUpNothingElse() throws IOException {
        List<String> seen = seen(Scene.MISSING_SCHEDULER);
        assertThat(seen).startsWith("degraded: true").endsWith(lines("started:", WEB));
        assertThat(seen.get(1))
                .startsWith(
                        "10.9.9.9:tcp:81: IPVS cmd IP_VS_SO_SET_ADD(1154) error: Scheduler or persistence engine not"
                                + " found(2) (10.9.9.9:tcp:81)");
    }

    @Test
    void timeoutsAreSetAndRestored() throws IOException {
        assertThat(seen(Scene.TIMEOUTS))
                .containsExactly("Timeout (tcp tcpfin udp): 500 121 61", "Timeout (tcp tcpfin udp): 901 121 301");
    }

    @Test
    void syncDaemonsFollowTheConfigurationAndTheInstance() throws IOException {
        String both = " sync daemon (mcast=va, syncid=9, maxlen=1400, group=224.0.0.99, port=9999, ttl=3)";
        String one = " sync daemon (mcast=va, syncid=51, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)";
        assertThat(seen(Scene.SYNC_DAEMONS))
                .containsExactly(
                        "master" + both,
                        "backup" + both,
                        "backup" + one,
                        "master" + one,
                        "backup" + one,
                        "master" + one,
                        "end");
    }

    @Test
    void thousandServicesComeAndGo() throws IOException {
        assertThat(seen(Scene.MANY)).containsExactly("services: 1000", "stopped:");
    }
}
