package io.aloft.checkers.health;

import static io.aloft.checkers.health.Fixtures.A;
import static io.aloft.checkers.health.Fixtures.B;
import static io.aloft.checkers.health.Fixtures.bfd;
import static io.aloft.checkers.health.Fixtures.file;
import static io.aloft.checkers.health.Fixtures.http;
import static io.aloft.checkers.health.Fixtures.misc;
import static io.aloft.checkers.health.Fixtures.real;
import static io.aloft.checkers.health.Fixtures.sorry;
import static io.aloft.checkers.health.Fixtures.tcp;
import static io.aloft.checkers.health.Fixtures.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.LvsGlobals.Flush;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Real servers tolerate one failure; a first check tolerates none. */
class VirtualServerHealthTest {

    private static final String VS = "[10.9.9.9]:tcp:80";
    private static final String SERVICE_A = "[10.1.1.11]:tcp:80";

    private HealthTransition last = new HealthTransition(started(virtual(1, 0, null)), List.of(), List.of(), 0, true);

    private static VirtualServerHealth started(VirtualServerSpec spec) {
        return VirtualServerHealth.starting(spec, HealthContext.DEFAULT, 0).next();
    }

    private void start(VirtualServerSpec spec) {
        last = VirtualServerHealth.starting(spec, HealthContext.DEFAULT, 0);
    }

    private void pass(int server) {
        finish(server, 0, new CheckResult.Passed("TCP connection"));
    }

    private void fail(int server) {
        finish(server, 0, new CheckResult.Failed("refused"));
    }

    private void finish(int server, int checker, CheckResult result) {
        last = last.next().on(new HealthEvent.CheckFinished(server, checker, result, 0), 0);
    }

    private void fileSays(long value) {
        finish(0, 0, new CheckResult.FileValue(value));
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

    @Test
    void quorumIsGainedAtStartAndNotified() {
        start(virtual(3, 1, sorry(false), real(A, 2, false, tcp(false)), real(B, 2, false, tcp(false))));
        assertThat(last.lines()).containsExactly("Gained quorum 3+1=4 <= 4 for VS " + VS);
        assertThat(scripts()).containsExactly("quorum_up");
        assertThat(pool()).containsExactly("10.1.1.11 2", "10.1.2.11 2");
    }

    @Test
    void servesWithTheRestWhileQuorumHoldsAndWithTheSorryServerWhenItIsLost() {
        start(virtual(3, 1, sorry(false), real(A, 2, false, tcp(false)), real(B, 2, false, tcp(false))));
        fail(0);
        assertThat(last.lines())
                .containsExactly(
                        "TCP_CHECK on service " + SERVICE_A + " failed.",
                        "Removing service " + SERVICE_A + " from VS " + VS);
        assertThat(scripts()).containsExactly("down 10.1.1.11");
        assertThat(pool()).containsExactly("10.1.2.11 2");

        fail(1);
        assertThat(last.lines().subList(1, last.lines().size()))
                .containsExactly(
                        "Removing service [10.1.2.11]:tcp:80 from VS " + VS,
                        "Lost quorum 3-1=2 > 0 for VS " + VS,
                        "Adding sorry server [10.1.3.11]:tcp:80 to VS " + VS,
                        "Removing alive servers from the pool for VS " + VS);
        assertThat(scripts()).containsExactly("down 10.1.2.11", "quorum_down");
        assertThat(pool()).containsExactly("10.1.3.11 1");

        pass(0);
        assertThat(last.lines())
                .containsExactly(
                        "TCP connection to " + SERVICE_A + " success.", "Adding service " + SERVICE_A + " to VS " + VS);
        assertThat(scripts()).containsExactly("up 10.1.1.11");
        assertThat(pool())
                .as("below quorum + hysteresis the sorry server stays")
                .containsExactly("10.1.3.11 1");

        pass(1);
        assertThat(last.lines().subList(1, last.lines().size()))
                .containsExactly(
                        "Adding service [10.1.2.11]:tcp:80 to VS " + VS,
                        "Gained quorum 3+1=4 <= 4 for VS " + VS,
                        "Removing sorry server [10.1.3.11]:tcp:80 from VS " + VS,
                        "Adding alive servers to the pool for VS " + VS);
        assertThat(scripts()).containsExactly("up 10.1.2.11", "quorum_up");
        assertThat(pool()).containsExactly("10.1.1.11 2", "10.1.2.11 2");
    }

    @Test
    void firstPassOfAServerThatWasAssumedUpChangesNothing() {
        start(virtual(1, 0, null, real(A, 1, false, tcp(false))));
        pass(0);
        assertThat(last.lines()).containsExactly("TCP connection to " + SERVICE_A + " success.");
        assertThat(last.changes()).isEmpty();
    }

    @Test
    void withoutSorryServerALostQuorumLeavesTheLivingInThePool() {
        start(virtual(2, 0, null, real(A, 1, false, tcp(false)), real(B, 1, false, tcp(false))));
        fail(0);
        assertThat(last.lines()).endsWith("Lost quorum 2-0=2 > 1 for VS " + VS);
        assertThat(pool()).containsExactly("10.1.2.11 1");
    }

    @Test
    void alphaServersStartOutsideAndWithASorryServerTheQuorumStartsDown() {
        start(virtual(2, 1, sorry(false), real(A, 1, false, tcp(true)), real(B, 1, false, tcp(true))));
        assertThat(last.lines())
                .containsExactly(
                        "Starting with quorum down 2+1=3 > 0 for VS " + VS,
                        "Adding sorry server [10.1.3.11]:tcp:80 to VS " + VS,
                        "Removing alive servers from the pool for VS " + VS);
        assertThat(scripts()).containsExactly("quorum_down");
        assertThat(pool()).containsExactly("10.1.3.11 1");
        pass(1);
        assertThat(scripts()).as("2 living, 3 needed").containsExactly("up 10.1.2.11");
    }

    @Test
    void startingWithoutQuorumAndWithoutSorryServerIsSilent() {
        start(virtual(1, 0, null, real(A, 1, false, tcp(true))));
        assertThat(last.lines()).isEmpty();
        assertThat(last.changes()).isEmpty();
        assertThat(pool()).isEmpty();
    }

    @Test
    void alphaServerThatFailsItsFirstTcpCheckIsNotifiedThoughItNeverWasUp() {
        start(virtual(1, 0, null, real(A, 1, false, tcp(true))));
        fail(0);
        assertThat(last.lines()).containsExactly("TCP_CHECK on service " + SERVICE_A + " failed.");
        assertThat(scripts()).containsExactly("down 10.1.1.11");
        fail(0);
        assertThat(last.changes()).isEmpty();
    }

    @Test
    void alphaServerThatFailsItsFirstHttpCheckIsPassedOverInSilence() {
        start(virtual(1, 0, null, real(A, 1, false, http(1, true, "/"))));
        fail(0);
        assertThat(last.lines()).isEmpty();
        assertThat(last.changes()).isEmpty();
    }

    @Test
    void serverWithTwoCheckersIsUpOnlyWhileBothPass() {
        start(virtual(1, 0, null, real(A, 1, false, tcp(false), tcp(false))));
        fail(0);
        assertThat(scripts()).containsExactly("down 10.1.1.11", "quorum_down");
        finish(0, 1, new CheckResult.Failed(""));
        assertThat(last.changes()).as("down already").isEmpty();
        finish(0, 1, new CheckResult.Passed(""));
        assertThat(last.changes()).as("the other one still fails").isEmpty();
        pass(0);
        assertThat(scripts()).containsExactly("up 10.1.1.11", "quorum_up");
    }

    @Test
    void inhibitedServersStayInTheTableWithoutWeight() {
        start(virtual(1, 0, sorry(false), real(A, 2, true, tcp(false)), real(B, 2, true, tcp(false))));
        fail(0);
        assertThat(last.lines()).endsWith("Disabling service " + SERVICE_A + " of VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 0", "10.1.2.11 2");
        fail(1);
        assertThat(pool()).containsExactly("10.1.1.11 0", "10.1.2.11 0", "10.1.3.11 1");
        pass(0);
        assertThat(last.lines()).contains("Enabling service " + SERVICE_A + " of VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 2", "10.1.2.11 0");
    }

    @Test
    void inhibitedSorryServerWaitsInTheTableWithoutWeight() {
        start(virtual(1, 0, sorry(true), real(A, 2, false, tcp(false))));
        assertThat(pool()).containsExactly("10.1.1.11 2", "10.1.3.11 0");
        fail(0);
        assertThat(last.lines()).contains("Enabling sorry server [10.1.3.11]:tcp:80 to VS " + VS);
        assertThat(pool()).containsExactly("10.1.3.11 1");
        pass(0);
        assertThat(last.lines()).contains("Disabling sorry server [10.1.3.11]:tcp:80 from VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 2", "10.1.3.11 0");
    }

    @Test
    void realServerCanBeTheSorryServer() {
        var self = new SorryServerSpec(A, Forwarding.NAT, false);
        start(virtual(2, 0, self, real(A, 2, false, tcp(false)), real(B, 1, false, tcp(false))));
        fail(0);
        assertThat(pool()).containsExactly("10.1.1.11 1");
        pass(0);
        assertThat(pool()).containsExactly("10.1.1.11 2", "10.1.2.11 1");
    }

    @Test
    void hysteresisSeparatesGainFromLoss() {
        start(virtual(10, 3, null, real(A, 10, false, file(1, false))));
        boolean[] expected = {false, true, true, true, false, false, true};
        long[] weights = {12, 13, 10, 7, 6, 12, 13};
        assertThat(last.next().quorumUp()).isFalse();
        for (int i = 0; i < weights.length; i++) {
            fileSays(weights[i] - 10);
            assertThat(last.next().quorumUp()).as("weight %d", weights[i]).isEqualTo(expected[i]);
        }
    }

    @Test
    void weightChangeIsToldAndUsed() {
        start(virtual(1, 0, null, real(A, 2, false, file(1, false), tcp(false))));
        fileSays(3);
        assertThat(last.lines())
                .containsExactly("Changing weight from 2 to 5 for active service " + SERVICE_A + " of VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 5");
        finish(0, 1, new CheckResult.Failed("refused"));
        fileSays(Integer.MAX_VALUE);
        assertThat(last.lines())
                .containsExactly(
                        "Changing weight from 5 to 2147483647 for inactive service " + SERVICE_A + " of VS " + VS);
        fileSays(Integer.MAX_VALUE - 1);
        assertThat(last.lines()).as("the same after clamping").isEmpty();
        fileSays(-7);
        finish(0, 1, new CheckResult.Passed("TCP connection"));
        assertThat(pool()).containsExactly("10.1.1.11 0");
        assertThat(last.next().quorumUp()).as("alive, but without weight").isFalse();
    }

    @Test
    void fileInFaultTakesItsServerOut() {
        start(virtual(1, 0, null, real(A, 2, false, file(0, false))));
        fileSays(1);
        assertThat(last.lines())
                .containsExactly(
                        "(" + SERVICE_A + "): tracked file load now FAULT state",
                        "Removing service " + SERVICE_A + " from VS " + VS,
                        "Lost quorum 1-0=1 > 0 for VS " + VS);
        fileSays(0);
        assertThat(last.lines())
                .containsExactly(
                        "(" + SERVICE_A + "): tracked file load leaving FAULT state",
                        "Adding service " + SERVICE_A + " to VS " + VS,
                        "Gained quorum 1+0=1 <= 2 for VS " + VS);
    }

    @Test
    void valueOfAFileCountsFromTheStart() {
        var context = new HealthContext(false, false, Map.of("load", 4L));
        last = VirtualServerHealth.starting(
                virtual(1, 0, null, real(A, 2, false, file(1, false)), real(B, 2, false, file(0, false))), context, 0);
        assertThat(last.lines()).containsExactly("Gained quorum 1+0=1 <= 6 for VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 6");
    }

    @Test
    void weightOfAProgramCountsBeforeItsVerdict() {
        start(virtual(5, 0, null, real(A, 10, false, misc(0, true))));
        finish(0, 0, new CheckResult.ProgramExited(1));
        finish(0, 0, new CheckResult.ProgramExited(9));
        assertThat(last.lines())
                .containsExactly(
                        "Changing weight from 10 to 7 for inactive service " + SERVICE_A + " of VS " + VS,
                        "Misc check for [" + SERVICE_A + " VS " + VS + "] by [/bin/check] succeeded.",
                        "Adding service " + SERVICE_A + " to VS " + VS,
                        "Gained quorum 5+0=5 <= 7 for VS " + VS);
        finish(0, 0, new CheckResult.ProgramExited(2));
        assertThat(last.lines())
                .containsExactly(
                        "Changing weight from 7 to 0 for active service " + SERVICE_A + " of VS " + VS,
                        "Lost quorum 5-0=5 > 0 for VS " + VS);
        assertThat(pool()).as("it stays, without weight").containsExactly("10.1.1.11 0");
    }

    @Test
    void weightOfAProgramGoesWithItsServerWithoutAWord() {
        start(virtual(1, 0, null, real(A, 10, false, misc(0, true))));
        finish(0, 0, new CheckResult.ProgramExited(30));
        finish(0, 0, new CheckResult.ProgramExited(1));
        assertThat(last.lines().subList(1, 3))
                .containsExactly(
                        "Removing service " + SERVICE_A + " from VS " + VS, "Lost quorum 1-0=1 > 0 for VS " + VS);
        assertThat(last.lines()).hasSize(3);
        finish(0, 0, new CheckResult.ProgramExited(7));
        assertThat(last.lines())
                .startsWith("Changing weight from 10 to 5 for inactive service " + SERVICE_A + " of VS " + VS);
    }

    @Test
    void twoProgramsAddTheirParts() {
        start(virtual(1, 0, null, real(A, 10, false, misc(0, true), misc(0, true))));
        finish(0, 0, new CheckResult.ProgramExited(15));
        finish(0, 1, new CheckResult.ProgramExited(15));
        assertThat(pool()).containsExactly("10.1.1.11 16");
    }

    @Test
    void bfdTakesItsServerDownUntilTheSessionIsUp() {
        start(virtual(1, 0, null, real(A, 1, false, bfd(false))));
        assertThat(pool()).hasSize(1);
        fail(0);
        assertThat(last.lines()).startsWith("BFD check of [peer] RS(" + SERVICE_A + ") is DOWN");
        assertThat(scripts()).containsExactly("down 10.1.1.11", "quorum_down");
        pass(0);
        assertThat(scripts()).containsExactly("up 10.1.1.11", "quorum_up");
    }

    @Test
    void firstStateIsToldOnlyWhenAskedFor() {
        var telling = new HealthContext(false, true, Map.of());
        last = VirtualServerHealth.starting(
                virtual(1, 0, null, real(A, 1, false, tcp(false)), real(B, 1, false, tcp(true))), telling, 0);
        assertThat(scripts()).containsExactly("up 10.1.1.11", "quorum_up");
    }

    @Test
    void livingServersWithoutWeightNeverMakeAQuorum() {
        start(virtual(0, 0, sorry(false), real(A, 0, false, tcp(false))));
        assertThat(last.next().sorryServerInUse()).isTrue();
        pass(0);
        assertThat(last.next().sorryServerInUse()).isTrue();
    }

    @Test
    void shutdownIsLoggedForEveryServerAndNotifiedOnlyWithOmega() {
        start(virtual(1, 0, null, real(A, 1, true, tcp(false)), real(B, 1, false, tcp(false))));
        fail(0);
        HealthTransition stopping = last.next().stopping(Flush.OWN);
        assertThat(stopping.lines())
                .containsExactly(
                        "Shutting down (inhibited) service " + SERVICE_A + " from VS " + VS,
                        "Shutting down service [10.1.2.11]:tcp:80 from VS " + VS);
        assertThat(stopping.changes()).isEmpty();

        start(virtual(1, 0, null, true, real(A, 1, false, tcp(false)), real(B, 1, false, tcp(false))));
        fail(0);
        HealthTransition running = last;
        last = running.next().stopping(Flush.OWN);
        assertThat(scripts()).containsExactly("down 10.1.2.11", "quorum_down");
        last = running.next().stopping(Flush.OWN_AT_ONCE);
        assertThat(last.lines()).as("the kernel does it at once").isEmpty();
        assertThat(scripts()).containsExactly("quorum_down");
    }

    @Test
    void changesKnowTheirFifoRecord() {
        start(virtual(1, 0, null, real(A, 1, false, tcp(false))));
        fail(0);
        assertThat(last.changes())
                .extracting(HealthChange::record)
                .containsExactly("RS " + SERVICE_A + " " + VS + " DOWN", "VS " + VS + " DOWN");
    }
}
