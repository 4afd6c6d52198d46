package io.aloft.checkers.kernel;

import static io.aloft.checkers.table.Pools.pool;
import static io.aloft.checkers.table.Pools.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.table.Pool;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.model.lvs.LvsGlobals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread between those who decide and the kernel. */
class KernelKeeperTest {

    private static final long LIMIT_SECONDS = 30;

    private final FakeKernel kernel = new FakeKernel();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final KernelKeeper keeper = new KernelKeeper(kernel, new FakeFilter(), Runnable::run);

    @AfterEach
    void stop() {
        keeper.stop(false);
    }

    private void serve(Pool... pools) {
        keeper.serve(new KernelPlan(LvsGlobals.DEFAULT, List.of(), Arrays.asList(pools)));
        keeper.afterAll(() -> tell("served"));
    }

    private void change(String name, Pool pool) {
        keeper.change(pool);
        keeper.afterAll(() -> tell(name));
    }

    private void tell(String name) {
        told.add(name + " " + kernel.lines());
    }

    private String nextTold() throws InterruptedException {
        return String.valueOf(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whoeverWaitsIsCalledWhenTheKernelHasBeenTold() throws Exception {
        serve(pool(tcp(80), 11));
        assertThat(nextTold()).isEqualTo("served [10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1]");
        change("changed", pool(tcp(80), 12));
        assertThat(nextTold()).isEqualTo("changed [10.9.9.9:tcp:80 wrr: 10.1.1.12:80=1]");
    }

    @Test
    void slowKernelHoldsUpNobodyAndGetsTheLatestWishOnly() throws Exception {
        serve(pool(tcp(80), 11));
        assertThat(nextTold()).startsWith("served");
        kernel.takeCommands();

        var busy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        kernel.answer(_ -> {
            busy.countDown();
            await(goOn);
            return 0;
        });
        change("first", pool(tcp(80), 11, 12));
        assertThat(busy.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        // All of these return while the kernel has not answered yet.
        for (int host = 13; host < 33; host++) {
            change("wish " + host, pool(tcp(80), 11, host));
        }
        assertThat(told).isEmpty();
        goOn.countDown();
        assertThat(nextTold()).startsWith("first");
        for (int host = 13; host < 33; host++) {
            assertThat(nextTold()).isEqualTo("wish " + host + " [10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.32:80=1]");
        }
        assertThat(kernel.takeCommands()).hasSize(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverWaitsIsCalledEvenWithoutIpvsAndStatusSaysSo() throws Exception {
        kernel.loadModule(false);
        serve(pool(tcp(80), 11));
        assertThat(nextTold()).isEqualTo("served []");
        assertThat(keeper.status().unreachable()).isEqualTo("no IPVS here");
        kernel.loadModule(true);
        // Nobody asks for it: the keeper tries again by itself.
        awaitTable("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1");
    }

    @Test
    void defectInOneTaskDoesNotEndTheThread() throws Exception {
        serve(pool(tcp(80), 11));
        assertThat(nextTold()).startsWith("served");
        kernel.answer(_ -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        change("broken", pool(tcp(80), 12));
        assertThat(nextTold()).startsWith("broken");
        kernel.answer(_ -> 0);
        change("whole", pool(tcp(80), 12));
        assertThat(nextTold()).isEqualTo("whole [10.9.9.9:tcp:80 wrr: 10.1.1.12:80=1]");
    }

    @Test
    void stopFirstCarriesOutWhatWaits() throws Exception {
        var names = new ArrayList<String>();
        serve(pool(tcp(80), 11), pool(tcp(81), 11));
        for (int i = 0; i < 50; i++) {
            int host = 11 + i % 2;
            change("wish " + i, pool(tcp(80), host));
        }
        keeper.stop(false);
        told.drainTo(names);
        assertThat(names).hasSize(51);
        assertThat(kernel.lines()).isEmpty();
        assertThat(kernel.takeCommands()).last().isInstanceOf(IpvsCommand.DeleteService.class);
        assertThat(kernel.closed()).isEqualTo(1);
    }

    private void awaitTable(String... lines) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!kernel.lines().equals(List.of(lines)) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(kernel.lines()).containsExactly(lines);
    }
}
