package io.aloft.checkers.health;

import static io.aloft.checkers.health.Fixtures.A;
import static io.aloft.checkers.health.Fixtures.B;
import static io.aloft.checkers.health.Fixtures.file;
import static io.aloft.checkers.health.Fixtures.real;
import static io.aloft.checkers.health.Fixtures.sorry;
import static io.aloft.checkers.health.Fixtures.tcp;
import static io.aloft.checkers.health.Fixtures.virtual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.lvs.VirtualServerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators say at run time. */
class OverrideTest {

    private static final String VS = "[10.9.9.9]:tcp:80";

    private HealthTransition last =
            VirtualServerHealth.starting(virtual(1, 0, null, real(A, 1, false)), HealthContext.DEFAULT, 0);

    private void start(VirtualServerSpec spec) {
        last = VirtualServerHealth.starting(spec, HealthContext.DEFAULT, 0);
    }

    private void say(int server, ServerOverride override) {
        last = last.next().on(new HealthEvent.Overridden(server, override), 0);
    }

    private void finish(int server, int checker, CheckResult result) {
        last = last.next().on(new HealthEvent.CheckFinished(server, checker, result, 0), 0);
    }

    private List<String> pool() {
        return last.next().pool().stream()
                .map(member -> member.endpoint().address() + " " + member.weight())
                .toList();
    }

    @Test
    void drainedServerStaysWithoutWeightAndDoesNotCountForTheQuorum() {
        start(virtual(3, 0, null, real(A, 2, false), real(B, 2, false)));
        say(0, new ServerOverride.Drain());
        assertThat(last.lines())
                .containsExactly(
                        "Changing weight from 2 to 0 for active service [10.1.1.11]:tcp:80 of VS " + VS,
                        "Lost quorum 3-0=3 > 2 for VS " + VS);
        assertThat(pool()).containsExactly("10.1.1.11 0", "10.1.2.11 2");
        assertThat(last.poolTouched()).isTrue();
        say(0, new ServerOverride.Drain());
        assertThat(last.lines()).as("said already").isEmpty();
        say(0, new ServerOverride.Enable());
        assertThat(last.lines())
                .containsExactly(
                        "Changing weight from 0 to 2 for active service [10.1.1.11]:tcp:80 of VS " + VS,
                        "Gained quorum 3+0=3 <= 4 for VS " + VS);
    }

    @Test
    void drainedServerKeepsItsConnectionsWhenTheSorryServerComes() {
        start(virtual(1, 0, sorry(false), real(A, 2, false, tcp(false)), real(B, 2, false, tcp(false))));
        say(0, new ServerOverride.Drain());
        finish(1, 0, new CheckResult.Failed("refused"));
        assertThat(pool()).containsExactly("10.1.1.11 0", "10.1.3.11 1");
        finish(0, 0, new CheckResult.Failed("refused"));
        assertThat(pool()).as("dead is dead").containsExactly("10.1.3.11 1");
        finish(0, 0, new CheckResult.Passed("TCP"));
        assertThat(pool()).containsExactly("10.1.1.11 0", "10.1.3.11 1");
    }

    @Test
    void serverWithoutWeightIsDrainedInSilence() {
        start(virtual(1, 0, sorry(false), real(A, 0, false), real(B, 1, false, tcp(false))));
        finish(1, 0, new CheckResult.Failed("refused"));
        assertThat(pool()).containsExactly("10.1.3.11 1");
        say(0, new ServerOverride.Drain());
        assertThat(last.lines()).isEmpty();
        assertThat(last.poolTouched()).isTrue();
        assertThat(pool()).containsExactly("10.1.1.11 0", "10.1.3.11 1");
    }

    @Test
    void weightOfAnOperatorCountsInsteadOfAllOthers() {
        start(virtual(1, 0, null, real(A, 2, false, file(1, false))));
        say(0, new ServerOverride.Weight(9));
        finish(0, 0, new CheckResult.FileValue(5));
        assertThat(last.lines()).isEmpty();
        assertThat(pool()).containsExactly("10.1.1.11 9");
        last = last.next()
                .reconfigured(virtual(1, 0, null, real(A, 4, false, file(1, false))), HealthContext.DEFAULT, 0);
        assertThat(pool()).containsExactly("10.1.1.11 9");
        say(0, new ServerOverride.Enable());
        assertThat(pool()).as("files are read anew at a reload").containsExactly("10.1.1.11 4");
    }

    @Test
    void overrideOfAServerThatIsGoneIsForgotten() {
        start(virtual(1, 0, null, real(A, 1, false), real(B, 1, false)));
        say(0, new ServerOverride.Drain());
        last = last.next().reconfigured(virtual(1, 0, null, real(B, 1, false)), HealthContext.DEFAULT, 0);
        last = last.next()
                .reconfigured(virtual(1, 0, null, real(A, 1, false), real(B, 1, false)), HealthContext.DEFAULT, 0);
        assertThat(pool()).containsExactly("10.1.1.11 1", "10.1.2.11 1");
    }

    @Test
    void negativeWeightIsRefused() {
        assertThatThrownBy(() -> new ServerOverride.Weight(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: 0..2147483647");
    }
}
