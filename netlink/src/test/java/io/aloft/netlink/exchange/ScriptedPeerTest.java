package io.aloft.netlink.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A double that accepted everything would make every test that uses it worthless. */
class ScriptedPeerTest {

    private static final NetlinkRequest REQUEST = NetlinkRequest.command("remove", 21, 0, new byte[] {1, 2, 3, 4});

    private final ScriptedPeer kernel = new ScriptedPeer();

    @Test
    void unexpectedRequestFails() {
        assertThatThrownBy(() -> kernel.execute(REQUEST))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not in the script: remove: type 21 flags 0x5 payload 01020304");
    }

    @Test
    void everyDifferenceFails() {
        for (ScriptedPeer other : List.of(
                new ScriptedPeer().expect(20, 5, "01020304").acknowledge(),
                new ScriptedPeer().expect(21, 1, "01020304").acknowledge(),
                new ScriptedPeer().expect(21, 5, "01020305").acknowledge(),
                new ScriptedPeer().expect(21, 5, "010203").acknowledge())) {
            assertThatThrownBy(() -> other.executeAll(List.of(REQUEST)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("request 1, remove");
        }
    }

    @Test
    void requestThatDoesNotComeFails() {
        kernel.expect(21, 5, "01020304").acknowledge();
        assertThatThrownBy(kernel::assertFinished).isInstanceOf(AssertionError.class);
    }

    @Test
    void closedKernelAnswersNobody() {
        kernel.expect(21, 5, "01020304").acknowledge();
        kernel.close();
        assertThatThrownBy(() -> kernel.execute(REQUEST))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("closed before");
    }

    @Test
    void silenceLooksAsItDoesFromTheRealKernel() {
        kernel.expect(21, 5, "01 02 03 04").staySilent();
        assertThat(kernel.executeAll(List.of(REQUEST)))
                .singleElement()
                .isInstanceOfSatisfying(
                        NetlinkOutcome.Failed.class,
                        failed -> assertThat(failed.reason().errno()).isEqualTo(Errno.ETIMEDOUT));
    }
}
