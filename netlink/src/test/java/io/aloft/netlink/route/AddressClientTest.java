package io.aloft.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.exchange.ScriptedPeer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressClientTest {

    private static final int NEW = RouteMessages.RTM_NEWADDR;
    private static final int DEL = RouteMessages.RTM_DELADDR;
    /** REQUEST, ACK, CREATE, EXCL. */
    private static final int ADD_FLAGS = 0x605;

    private static final int REMOVE_FLAGS = 0x005;
    private static final int INTERFACE = 7;

    private static final VirtualAddress PLAIN = VirtualAddress.of(IpAddress.of("10.9.0.100"), 24, "eth0");
    private static final String IDENTITY = "02 18 00 00 07 00 00 00  08 00 02 00 0a 09 00 64  08 00 01 00 0a 09 00 64";
    private static final String PROTOCOL = "05 00 0b 00 12 00 00 00";

    private final ScriptedPeer kernel = new ScriptedPeer();
    private final AddressClient client = new AddressClient(kernel);

    @Test
    void plainAddressNamesItselfTwiceAndItsProtocol() {
        kernel.expect(NEW, ADD_FLAGS, IDENTITY + PROTOCOL).acknowledge();
        assertThat(client.add(PLAIN, INTERFACE)).isInstanceOf(AddressOutcome.Added.class);
        kernel.assertFinished();
    }

    @Test
    void everyOptionBecomesItsAttribute() {
        VirtualAddress full = new VirtualAddress(
                IpAddress.of("10.1.0.91"),
                16,
                "eth0",
                "eth0:0",
                IpAddress.of("10.1.255.255"),
                IpAddress.of("10.1.0.1"),
                253,
                true,
                Set.of(),
                null,
                false,
                true);
        kernel.expect(NEW, ADD_FLAGS, """
            02 10 00 fd 07 00 00 00  08 00 02 00 0a 01 00 5b  08 00 01 00 0a 01 00 01
            08 00 04 00 0a 01 ff ff  0b 00 03 00 65 74 68 30 3a 30 00 00  08 00 08 00 00 02 00 00
            """ + PROTOCOL).acknowledge();
        client.add(full, INTERFACE);
        kernel.assertFinished();
    }

    @Test
    void hostIpv6AddressSkipsDuplicateDetectionAndIsNeverASource() {
        kernel.expect(NEW, ADD_FLAGS, """
            0a 80 00 00 07 00 00 00
            14 00 02 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            14 00 01 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            08 00 08 00 02 00 00 00
            14 00 06 00 00 00 00 00 ff ff ff ff 00 00 00 00 00 00 00 00
            """ + PROTOCOL).acknowledge();
        client.add(VirtualAddress.of(IpAddress.of("fd09::100"), 128, "eth0"), INTERFACE);
        kernel.assertFinished();
    }

    @Test
    void networkIpv6AddressKeepsItsLifetimes() {
        kernel.expect(NEW, ADD_FLAGS, """
            0a 40 00 00 07 00 00 00
            14 00 02 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            14 00 01 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            08 00 08 00 02 00 00 00
            """ + PROTOCOL).acknowledge();
        client.add(VirtualAddress.of(IpAddress.of("fd09::100"), 64, "eth0"), INTERFACE);
        kernel.assertFinished();
    }

    @Test
    void addressThatWasThereIsNotOurs() {
        kernel.expect(NEW, ADD_FLAGS, IDENTITY + PROTOCOL).refuse(Errno.EEXIST);
        assertThat(client.add(PLAIN, INTERFACE)).isInstanceOf(AddressOutcome.AlreadyPresent.class);
    }

    @Test
    void refusalNamesTheAddressAndTheReason() {
        kernel.expect(NEW, ADD_FLAGS, IDENTITY + PROTOCOL).refuse(Errno.EPERM);
        assertThat(client.add(PLAIN, INTERFACE))
                .isInstanceOfSatisfying(
                        AddressOutcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .hasMessage("add address 10.9.0.100/24 dev eth0: Operation not permitted (EPERM)"));
    }

    @Test
    void removalOfWhatIsGoneIsAbsence() {
        kernel.expect(DEL, REMOVE_FLAGS, IDENTITY).acknowledge();
        kernel.expect(DEL, REMOVE_FLAGS, IDENTITY).refuse(Errno.EADDRNOTAVAIL);
        kernel.expect(DEL, REMOVE_FLAGS, IDENTITY).refuse(Errno.ENODEV);
        kernel.expect(DEL, REMOVE_FLAGS, IDENTITY).staySilent();
        PlacedAddress target = new PlacedAddress(PLAIN, INTERFACE);
        assertThat(client.removeAll(List.of(target, target, target, target)))
                .extracting(Object::getClass)
                .containsExactly(
                        AddressOutcome.Removed.class,
                        AddressOutcome.Absent.class,
                        AddressOutcome.Absent.class,
                        AddressOutcome.Failed.class);
        kernel.assertFinished();
    }

    @Test
    void listGoesToTheKernelInOneBatchAndInOrder() {
        kernel.expect(NEW, ADD_FLAGS, IDENTITY + PROTOCOL).acknowledge();
        kernel.expect(NEW, ADD_FLAGS, IDENTITY.replace("0a 09 00 64", "0a 09 00 65") + PROTOCOL)
                .acknowledge();
        client.addAll(List.of(
                new PlacedAddress(PLAIN, INTERFACE),
                new PlacedAddress(VirtualAddress.of(IpAddress.of("10.9.0.101"), 24, "eth0"), INTERFACE)));
        assertThat(kernel.batchSizes()).containsExactly(2);
        assertThat(kernel.requests())
                .extracting(NetlinkRequest::operation)
                .containsExactly("add address 10.9.0.100/24 dev eth0", "add address 10.9.0.101/24 dev eth0");
        kernel.assertFinished();
    }

    @Test
    void leaseIsAValidLifetimeThatRefreshingStartsAnew() {
        String lease = "14 00 06 00 05 00 00 00 05 00 00 00 00 00 00 00 00 00 00 00";
        kernel.expect(NEW, ADD_FLAGS, IDENTITY + lease + PROTOCOL).acknowledge();
        kernel.expect(NEW, 0x505, IDENTITY + lease + PROTOCOL).acknowledge();
        kernel.expect(NEW, 0x505, IDENTITY + lease.replace("05 00 00 00", "ff ff ff ff") + PROTOCOL)
                .acknowledge();
        List<PlacedAddress> target = List.of(new PlacedAddress(PLAIN, INTERFACE));
        client.addAll(target, 5);
        client.refreshAll(target, 5);
        client.refreshAll(target, null);
        kernel.assertFinished();
    }

    @Test
    void everyFlagHasItsBitAndALeaseLimitsThePreferredLifetime() {
        VirtualAddress flagged = new VirtualAddress(
                IpAddress.of("fd09::100"),
                64,
                "eth0",
                null,
                null,
                null,
                0,
                true,
                Set.of(VirtualAddress.Flag.values()),
                100L,
                false,
                true);
        kernel.expect(NEW, ADD_FLAGS, """
            0a 40 00 00 07 00 00 00
            14 00 02 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            14 00 01 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            08 00 08 00 10 07 00 00
            14 00 06 00 09 00 00 00 09 00 00 00 00 00 00 00 00 00 00 00
            """ + PROTOCOL).acknowledge();
        client.addAll(List.of(new PlacedAddress(flagged, INTERFACE)), 9);
        kernel.assertFinished();
    }
}
