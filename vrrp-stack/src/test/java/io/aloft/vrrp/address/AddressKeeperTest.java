package io.aloft.vrrp.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.AddressClient;
import io.aloft.vrrp.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AddressKeeperTest {

    private static final List<VirtualAddress> ONE = Specs.addresses("10.9.0.101");

    private final List<String> said = new ArrayList<>();
    private int errno;
    private OptionalInt index = OptionalInt.of(7);
    private final AddressKeeper keeper =
            new AddressKeeper(new AddressClient(new Kernel()), name -> index, "VIP", said::add);

    @Test
    void refusalIsSaidOnceHoweverOftenItIsTried() {
        errno = Errno.EPERM;
        for (int i = 0; i < 10; i++) {
            assertThat(keeper.add(ONE)).isEqualTo(ONE);
        }
        assertThat(said).singleElement().asString().startsWith("cannot set VIP 10.9.0.101/24 dev eth0: ");
    }

    @Test
    void refusalForAnotherReasonAndOneAfterASuccessAreSaidAgain() {
        errno = Errno.EPERM;
        keeper.add(ONE);
        index = OptionalInt.empty();
        keeper.add(ONE);
        index = OptionalInt.of(7);
        errno = 0;
        assertThat(keeper.add(ONE)).isEmpty();
        errno = Errno.EPERM;
        keeper.add(ONE);
        assertThat(said).hasSize(3);
        assertThat(said.get(1)).contains("no such interface");
    }

    @Test
    void addressesOfADeviceThatVanishedAreRemovedWithoutAWord() {
        errno = Errno.ENODEV;
        keeper.remove(ONE);
        index = OptionalInt.empty();
        keeper.remove(ONE);
        assertThat(said).isEmpty();
    }

    /** Answers every request with the same error, or does what it is asked. */
    private final class Kernel implements NetlinkConnection {
        @Override
        public List<NetlinkMessage> execute(NetlinkRequest request) throws NetlinkException {
            return executeAll(List.of(request)).getFirst().repliesOrThrow();
        }

        @Override
        public List<NetlinkOutcome> executeAll(List<NetlinkRequest> requests) {
            return requests.stream().map(this::answer).toList();
        }

        private NetlinkOutcome answer(NetlinkRequest request) {
            return errno == 0
                    ? new NetlinkOutcome.Done(List.of())
                    : new NetlinkOutcome.Failed(NetlinkException.refused(request.operation(), errno, ""));
        }

        @Override
        public void close() {}
    }
}
