package io.aloft.checkers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KernelKeeperTest {

    private static final long SECOND = 1_000_000_000;

    private final FakeKernel kernel = new FakeKernel();
    private final KernelKeeper keeper = new KernelKeeper(kernel);
    private long now = 42 * SECOND;

    private void flushAfter(long seconds) {
        now += seconds * SECOND;
        keeper.flush(now);
    }

    @Test
    void onlyChangesReachTheKernel() {
        keeper.want(entry(80, 11, 12));
        keeper.want(entry(81, 11));
        flushAfter(0);
        assertThat(kernel.lines())
                .containsExactly(
                        "10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1", "10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1");
        kernel.takeCommands();

        keeper.want(entry(80, 11, 12));
        keeper.want(entry(81, 12));
        flushAfter(0);
        assertThat(kernel.takeCommands())
                .containsExactly(
                        new IpvsCommand.AddDestination(key(81), destination(12)),
                        new IpvsCommand.DeleteDestination(
                                key(81), destination(11).endpoint()));
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void leftOversOfAnEarlierLifeAreCorrectedAndForeignServicesLeftAlone() {
        kernel.meddle(new IpvsCommand.AddService(service(80, "rr")));
        kernel.meddle(new IpvsCommand.AddDestination(key(80), destination(66)));
        kernel.meddle(new IpvsCommand.AddService(service(99, "rr")));
        keeper.want(entry(80, 11));
        flushAfter(0);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1", "10.9.9.9:tcp:99 rr:");
        keeper.wantNothing();
        flushAfter(0);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:99 rr:");
    }

    @Test
    void refusedCommandIsCountedAndTriedAgainLessAndLessOften() {
        kernel.refuse(IpvsCommand.AddDestination.class::isInstance);
        keeper.want(entry(80, 11));
        flushAfter(0);
        assertThat(keeper.refusals()).isEqualTo(1);
        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(keeper.retryAt()).isEqualTo(now + seconds * SECOND);
            kernel.takeCommands();
            flushAfter(seconds);
            assertThat(kernel.takeCommands()).containsExactly(new IpvsCommand.AddDestination(key(80), destination(11)));
        }
        kernel.refuse(_ -> false);
        flushAfter(30);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1");
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(keeper.refusals()).isEqualTo(8);
    }

    @Test
    void refusalOfOneServiceDoesNotHoldUpAnother() {
        kernel.refuse(command ->
                command instanceof IpvsCommand.OfService change && change.key().equals(key(80)));
        keeper.want(entry(80, 11));
        keeper.want(entry(81, 11));
        flushAfter(0);
        keeper.want(entry(81, 12));
        flushAfter(0);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:81 wrr: 10.1.1.12:80=1");
    }

    @Test
    void tableThatSomebodyEmptiedIsBuiltAgainAfterTheFirstRefusal() {
        keeper.want(entry(80, 11));
        flushAfter(0);
        kernel.clear();
        keeper.want(entry(80, 11, 12));
        flushAfter(0);
        assertThat(kernel.lines()).isEmpty();
        flushAfter(1);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1");
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void kernelWithoutIpvsIsAskedAgainAndThenGetsTheLatestWish() {
        kernel.loadModule(false);
        keeper.want(entry(80, 11));
        flushAfter(0);
        assertThat(keeper.retryAt()).isEqualTo(now + SECOND);
        keeper.want(entry(80, 12));
        flushAfter(0);
        kernel.loadModule(true);
        flushAfter(0);
        assertThat(kernel.opened()).as("not before it is due").isZero();
        flushAfter(1);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.12:80=1");
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void lostConnectionIsOpenedAgainAndTheTableReadAfresh() {
        keeper.want(entry(80, 11));
        flushAfter(0);
        kernel.disconnect();
        keeper.want(entry(80, 11, 12));
        flushAfter(0);
        assertThat(kernel.closed()).isEqualTo(1);
        kernel.meddle(new IpvsCommand.DeleteDestination(key(80), destination(11).endpoint()));
        flushAfter(1);
        assertThat(kernel.opened()).isEqualTo(2);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1");
    }

    @Test
    void withoutVirtualServersTheKernelIsNotEvenAsked() {
        flushAfter(0);
        assertThat(kernel.opened()).isZero();
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    private static IpvsEntry entry(int port, int... hosts) {
        return IpvsEntry.of(
                service(port, "wrr"),
                Arrays.stream(hosts).mapToObj(KernelKeeperTest::destination).toList());
    }

    private static IpvsService service(int port, String scheduler) {
        return new IpvsService(key(port), new IpvsService.Attributes(scheduler, 0, 0, 0xffffffff));
    }

    private static IpvsDestination destination(int host) {
        return new IpvsDestination(
                new Endpoint(IpAddress.of("10.1.1." + host), 80), new IpvsDestination.Attributes(0, 1, 0, 0));
    }

    private static ServiceKey key(int port) {
        return new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), port));
    }
}
