package io.aloft.checkers.health;

import static io.aloft.checkers.health.Fixtures.A;
import static io.aloft.checkers.health.Fixtures.B;
import static io.aloft.checkers.health.Fixtures.S;
import static io.aloft.checkers.health.Fixtures.bfd;
import static io.aloft.checkers.health.Fixtures.file;
import static io.aloft.checkers.health.Fixtures.http;
import static io.aloft.checkers.health.Fixtures.misc;
import static io.aloft.checkers.health.Fixtures.real;
import static io.aloft.checkers.health.Fixtures.sorry;
import static io.aloft.checkers.health.Fixtures.tcp;
import static io.aloft.checkers.health.Fixtures.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** TCP_CHECKs tolerate one failure, first checks none. */
class ReloadTest {

    private static final String VS = "[10.9.9.9]:tcp:80";
    private static final String SERVICE_A = "[10.1.1.11]:tcp:80";
    private static final String SERVICE_B = "[10.1.2.11]:tcp:80";
    private static final CheckResult PASS = new CheckResult.Passed("TCP connection");
    private static final CheckResult FAIL = new CheckResult.Failed("refused");

    private HealthContext context = HealthContext.DEFAULT;
    private HealthTransition last = VirtualServerHealth.starting(virtual(1, 0, null, real(A, 1, false)), context, 0);

    private void start(VirtualServerSpec spec) {
        last = VirtualServerHealth.starting(spec, context, 0);
    }

    private void reload(VirtualServerSpec spec) {
        last = last.next().reconfigured(spec, context, 0);
    }

    private void finish(int server, int checker, CheckResult result) {
        last = last.next().on(new HealthEvent.CheckFinished(server, checker, result, 0), 0);
    }

    private List<String> pool() {
        return last.next().pool().stream()
                .map(member -> member.endpoint().address() + " " + member.weight())
                .toList();
    }

    private List<String> scripts() {
        return last.changes().stream()
                .map(HealthChange::script)
                .map(script -> Objects.requireNonNull(script).configured())
                .toList();
    }

    private CheckerState checker(int server, int checker) {
        return last.next().realServers().get(server).checkers().get(checker);
    }

    private void assertSilent() {
        assertThat(last.lines()).isEmpty();
        assertThat(last.changes()).isEmpty();
    }

    private static RealServerSpec a(int weight, CheckerSpec... checkers) {
        return real(A, weight, false, checkers);
    }

    private static RealServerSpec b(int weight, CheckerSpec... checkers) {
        return real(B, weight, false, checkers);
    }

    private static CheckerSpec tcpTo(int port) {
        return new CheckerSpec.TcpCheck(
                ConnectSpec.to(new Endpoint(A.address(), port), Duration.ofSeconds(5)), Fixtures.timing(1, false));
    }

    @Test
    void sameConfigurationChangesNothing() {
        start(virtual(1, 0, sorry(false), a(2, tcp(false)), b(2, tcp(false))));
        finish(0, 0, FAIL);
        reload(virtual(1, 0, sorry(false), a(2, tcp(false)), b(2, tcp(false))));
        assertSilent();
        assertThat(pool()).containsExactly("10.1.2.11 2");
        assertThat(last.next().quorumUp()).isTrue();
    }

    @Test
    void changedWeightIsUsedAndRememberedForAServerThatIsDown() {
        start(virtual(1, 0, null, a(2, tcp(false)), b(2, tcp(false))));
        finish(1, 0, FAIL);
        reload(virtual(1, 0, null, a(5, tcp(false)), b(4, tcp(false))));
        assertThat(last.lines())
                .containsExactly(
                        "Changing weight from 2 to 5 for active service " + SERVICE_A + " of VS " + VS,
                        "Changing weight from 2 to 4 for inactive service " + SERVICE_B + " of VS " + VS);
        assertThat(last.changes()).isEmpty();
        assertThat(pool()).containsExactly("10.1.1.11 5");
        finish(1, 0, PASS);
        assertThat(pool()).containsExactly("10.1.1.11 5", "10.1.2.11 4");
    }

    @Test
    void forwardingAndThresholdsReachThePoolInSilence() {
        start(virtual(1, 0, null, a(2)));
        RealServerSpec plain = a(2);
        reload(virtual(
                1,
                0,
                null,
                new RealServerSpec(
                        A,
                        2,
                        Forwarding.DR,
                        10,
                        5,
                        false,
                        plain.checkDefaults(),
                        List.of(),
                        null,
                        null,
                        true,
                        null,
                        Duration.ZERO)));
        assertSilent();
        assertThat(last.next().pool()).containsExactly(new PoolMember(A, Forwarding.DR, 2, 10, 5));
    }

    @Test
    void serverThatIsGoneIsToldAsDownIfItWasAlive() {
        start(virtual(1, 0, null, a(1, tcp(false)), b(1, tcp(false))));
        reload(virtual(1, 0, null, a(1, tcp(false))));
        assertThat(last.lines())
                .containsExactly(
                        "service " + SERVICE_B + " no longer exist",
                        "Removing service " + SERVICE_B + " from VS " + VS);
        assertThat(scripts()).containsExactly("down 10.1.2.11");
        assertThat(pool()).containsExactly("10.1.1.11 1");

        start(virtual(1, 0, null, a(1, tcp(false)), real(B, 1, true, tcp(false))));
        finish(1, 0, FAIL);
        assertThat(pool()).hasSize(2);
        reload(virtual(1, 0, null, a(1, tcp(false))));
        assertThat(last.lines()).hasSize(2);
        assertThat(last.changes()).as("it was down").isEmpty();
        assertThat(pool()).as("inhibited or not").hasSize(1);
    }

    @Test
    void newServerServesAtOnceUnlessItIsInAlphaMode() {
        start(virtual(1, 0, null, a(1, tcp(false))));
        reload(virtual(1, 0, null, a(1, tcp(false)), b(1, tcp(false)), real(S, 1, false, tcp(true))));
        assertSilent();
        assertThat(pool()).containsExactly("10.1.1.11 1", "10.1.2.11 1");
        finish(2, 0, PASS);
        assertThat(pool()).hasSize(3);
        finish(1, 0, FAIL);
        assertThat(pool()).as("one failure is enough for a new server").hasSize(2);
    }

    @Test
    void changedPortIsAnotherServer() {
        start(virtual(1, 0, null, a(1)));
        reload(virtual(1, 0, null, real(new Endpoint(A.address(), 8080), 1, false)));
        assertThat(last.lines()).startsWith("service " + SERVICE_A + " no longer exist");
        assertThat(scripts()).containsExactly("down 10.1.1.11");
        assertThat(last.next().pool().getFirst().endpoint().port()).isEqualTo(8080);
    }

    @Test
    void inhibitIsSwitchedForAServerThatIsDown() {
        start(virtual(1, 0, null, a(1, tcp(false))));
        finish(0, 0, FAIL);
        reload(virtual(1, 0, null, real(A, 1, true, tcp(false))));
        assertSilent();
        assertThat(pool()).containsExactly("10.1.1.11 0");
        reload(virtual(1, 0, null, a(1, tcp(false))));
        assertThat(pool()).isEmpty();
    }

    @Test
    void sorryServerThatServesCanBeRemoved() {
        start(virtual(5, 0, sorry(false), a(1), b(1)));
        assertThat(pool()).containsExactly("10.1.3.11 1");
        reload(virtual(5, 0, null, a(1), b(1)));
        assertThat(last.lines())
                .containsExactly(
                        "Removing sorry server [10.1.3.11]:tcp:80 from VS " + VS,
                        "Adding alive servers to the pool for VS " + VS);
        assertThat(last.changes()).isEmpty();
        assertThat(pool()).containsExactly("10.1.1.11 1", "10.1.2.11 1");
        assertThat(last.next().quorumUp()).isFalse();
    }

    @Test
    void sorryServerThatServesCanBecomeAnotherOne() {
        start(virtual(5, 0, sorry(false), a(1)));
        reload(virtual(5, 0, new SorryServerSpec(B, Forwarding.NAT, false), a(1)));
        assertThat(last.lines())
                .containsExactly(
                        "Removing sorry server [10.1.3.11]:tcp:80 from VS " + VS,
                        "Starting with quorum down 5-0=5 > 1 for VS " + VS,
                        "Adding sorry server " + SERVICE_B + " to VS " + VS,
                        "Removing alive servers from the pool for VS " + VS);
        assertThat(scripts()).containsExactly("quorum_down");
        assertThat(pool()).containsExactly("10.1.2.11 1");
    }

    @Test
    void sorryServerIsUsedAtOnceWhereThereIsNoQuorum() {
        start(virtual(5, 2, null, a(1)));
        reload(virtual(5, 2, sorry(false), a(1)));
        assertThat(last.lines()).startsWith("Starting with quorum down 5+2=7 > 1 for VS " + VS);
        assertThat(scripts()).containsExactly("quorum_down");
        assertThat(pool()).containsExactly("10.1.3.11 1");
    }

    @Test
    void realServerCanBecomeTheSorryServer() {
        start(virtual(1, 0, null, a(1), real(S, 1, false)));
        reload(virtual(1, 0, sorry(false), a(1)));
        assertThat(scripts()).containsExactly("down 10.1.3.11");
        assertThat(pool()).containsExactly("10.1.1.11 1");
    }

    @Test
    void changedQuorumIsLostOrGainedAtOnce() {
        start(virtual(5, 0, null, a(5)));
        reload(virtual(8, 0, null, a(5)));
        assertThat(last.lines()).containsExactly("Starting with quorum down 8-0=8 > 5 for VS " + VS);
        assertThat(scripts()).containsExactly("quorum_down");
        reload(virtual(8, 2, null, a(9)));
        assertThat(last.changes()).as("9 is below 8 + 2").isEmpty();
        reload(virtual(5, 0, null, a(9)));
        assertThat(last.lines()).containsExactly("Gained quorum 5+0=5 <= 9 for VS " + VS);
        assertThat(scripts()).containsExactly("quorum_up");
    }

    @Test
    void quorumGainedByAReloadSendsTheSorryServerHome() {
        start(virtual(5, 0, sorry(false), a(1)));
        reload(virtual(1, 0, sorry(false), a(1)));
        assertThat(last.lines())
                .containsExactly(
                        "Gained quorum 1+0=1 <= 1 for VS " + VS,
                        "Removing sorry server [10.1.3.11]:tcp:80 from VS " + VS,
                        "Adding alive servers to the pool for VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 1");
    }

    @Test
    void checkerThatIsReplacedStartsFreshAndItsServerServes() {
        start(virtual(1, 0, null, a(1, tcp(false))));
        finish(0, 0, FAIL);
        reload(virtual(1, 0, null, a(1, tcpTo(8080))));
        assertThat(last.lines())
                .containsExactly(
                        "Adding service " + SERVICE_A + " to VS " + VS, "Gained quorum 1+0=1 <= 1 for VS " + VS);
        assertThat(scripts()).containsExactly("up 10.1.1.11", "quorum_up");
        finish(0, 0, FAIL);
        assertThat(scripts()).as("one failure is enough").containsExactly("down 10.1.1.11", "quorum_down");
    }

    @Test
    void failedCheckerThatIsGoneFreesItsServer() {
        start(virtual(1, 0, null, a(1, tcp(false), tcpTo(8080))));
        finish(0, 0, PASS);
        finish(0, 1, FAIL);
        reload(virtual(1, 0, null, a(1, tcp(false))));
        assertThat(scripts()).containsExactly("up 10.1.1.11", "quorum_up");
        assertThat(pool()).containsExactly("10.1.1.11 1");
    }

    @Test
    void newCheckerOfAServerThatIsDownHasToProveItself() {
        start(virtual(1, 0, null, a(1, tcp(false))));
        finish(0, 0, FAIL);
        var alpha = new CheckerSpec.TcpCheck(
                ConnectSpec.to(new Endpoint(A.address(), 8080), Duration.ofSeconds(5)), Fixtures.timing(1, true));
        reload(virtual(1, 0, null, a(1, tcp(false), alpha)));
        assertThat(last.next().realServers().getFirst().failedCheckers()).isEqualTo(2);
        finish(0, 0, PASS);
        assertThat(pool()).isEmpty();
        finish(0, 1, PASS);
        assertThat(pool()).hasSize(1);
    }

    @Test
    void newAlphaCheckerOfAServerThatIsUpIsTrusted() {
        start(virtual(1, 0, null, a(1, tcp(false))));
        finish(0, 0, PASS);
        var alpha = new CheckerSpec.TcpCheck(
                ConnectSpec.to(new Endpoint(A.address(), 8080), Duration.ofSeconds(5)), Fixtures.timing(1, true));
        reload(virtual(1, 0, null, a(1, tcp(false), alpha)));
        assertSilent();
        finish(0, 1, FAIL);
        assertThat(last.changes()).as("tolerated").isEmpty();
        finish(0, 1, FAIL);
        assertThat(scripts()).containsExactly("down 10.1.1.11", "quorum_down");
    }

    @Test
    void alphaServerThatHasNotBeenCheckedStaysOutOverAReload() {
        start(virtual(1, 0, null, a(1, tcp(true), file(1, false))));
        reload(virtual(1, 0, null, a(1, tcp(true), file(1, false), tcpTo(8080))));
        assertSilent();
        assertThat(pool()).isEmpty();
        finish(0, 0, PASS);
        assertThat(pool()).hasSize(1);
    }

    @Test
    void toleratedFailuresAreKeptUpToTheNewLimit() {
        start(virtual(1, 0, null, a(1, http(5, false, "/"))));
        finish(0, 0, PASS);
        for (int i = 0; i < 4; i++) {
            finish(0, 0, FAIL);
        }
        reload(virtual(1, 0, null, a(1, http(2, false, "/"))));
        assertThat(((CheckerState.Polling) checker(0, 0)).standing().failures()).isEqualTo(2);
        finish(0, 0, FAIL);
        assertThat(scripts()).containsExactly("down 10.1.1.11", "quorum_down");
    }

    @Test
    void urlThatFailedIsRemembered() {
        start(virtual(1, 0, null, a(1, http(0, false, "/a", "/b"))));
        finish(0, 0, PASS);
        finish(0, 0, FAIL);
        reload(virtual(1, 0, null, a(1, http(3, false, "/a", "/b"))));
        assertThat(((UrlState) checker(0, 0)).failedUrl()).isTrue();
        assertThat(((UrlState) checker(0, 0)).target()).isEqualTo(1);
        reload(virtual(1, 0, null, a(1, http(3, false, "/a", "/c"))));
        assertThat(checker(0, 0).up()).as("other urls, another checker").isTrue();
    }

    @Test
    void exitStatusIsCountedAgainstTheNewWeight() {
        start(virtual(1, 0, null, a(10, misc(0, true))));
        finish(0, 0, new CheckResult.ProgramExited(30));
        assertThat(pool()).containsExactly("10.1.1.11 28");
        reload(virtual(1, 0, null, a(5, misc(0, true))));
        assertSilent();
        assertThat(pool()).containsExactly("10.1.1.11 28");
    }

    @Test
    void fileCountsAsItIs() {
        context = new HealthContext(false, false, Map.of("load", 5L));
        start(virtual(1, 0, null, a(10, file(1, false))));
        assertThat(pool()).containsExactly("10.1.1.11 15");
        reload(virtual(1, 0, null, a(10, file(1, false))));
        assertSilent();
        reload(virtual(1, 0, null, a(20, file(1, false))));
        assertThat(pool()).containsExactly("10.1.1.11 25");
        reload(virtual(1, 0, null, a(20, file(2, false))));
        assertThat(pool()).containsExactly("10.1.1.11 30");
    }

    @Test
    void fileInFaultDoesNotLetItsServerFlap() {
        context = new HealthContext(false, false, Map.of("load", 1L));
        start(virtual(1, 0, null, a(1, file(0, false))));
        assertThat(pool()).isEmpty();
        reload(virtual(1, 0, null, a(1, file(0, false))));
        assertSilent();
        reload(virtual(1, 0, null, a(1, file(0, true))));
        assertThat(scripts()).containsExactly("up 10.1.1.11", "quorum_up");
        reload(virtual(1, 0, null, a(1, file(0, false))));
        assertThat(scripts()).containsExactly("down 10.1.1.11", "quorum_down");
    }

    @Test
    void bfdSessionKeepsItsWord() {
        start(virtual(1, 0, null, a(1, bfd(false))));
        finish(0, 0, FAIL);
        reload(virtual(1, 0, null, a(1, bfd(true))));
        assertSilent();
        assertThat(pool()).isEmpty();
    }

    @Test
    void firstStateOfANewServerIsToldWhenAskedFor() {
        start(virtual(1, 0, null, a(1)));
        context = new HealthContext(false, true, Map.of());
        reload(virtual(1, 0, null, a(1), b(1), real(S, 1, false, tcp(true))));
        assertThat(scripts()).containsExactly("up 10.1.2.11");
    }

    @Test
    void virtualServerThatIsGoneTellsThatEverythingWentDown() {
        start(virtual(1, 0, sorry(false), a(1, tcp(false)), b(1, tcp(false))));
        finish(0, 0, FAIL);
        last = last.next().leaving();
        assertThat(last.lines())
                .containsExactly("Removing Virtual Server " + VS, "Removing service " + SERVICE_B + " from VS " + VS);
        assertThat(scripts()).containsExactly("down 10.1.2.11", "quorum_down");

        start(virtual(5, 0, sorry(false), a(1)));
        last = last.next().leaving();
        assertThat(last.lines()).as("it was not in the table").containsExactly("Removing Virtual Server " + VS);
        assertThat(scripts()).as("it had no quorum").containsExactly("down 10.1.1.11");
    }
}
