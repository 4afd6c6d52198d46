package io.aloft.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.net.MacAddress;
import io.aloft.netlink.LabNamespace;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.posix.NetworkNamespace;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class StackedLinkLabTest {

    private static final MacAddress MAC = new MacAddress(0x0000_5e00_0133L);

    private static StackedLink link(StackedLinkClient client, String name) throws NetlinkException {
        return client.links().stream()
                .filter(known -> known.link().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMacvlanIsMadeFoundChangedAndRemoved() throws IOException, InterruptedException {
        try (LabNamespace namespace = new LabNamespace();
                SocketNetlinkConnection connection =
                        NetworkNamespace.callIn(namespace.path(), SocketNetlinkConnection::openRoute)) {
            StackedLinkClient client = new StackedLinkClient(connection);
            int parent = link(client, "va").link().index();
            client.create("vrrp.51", parent, LinkShape.MACVLAN_PRIVATE, MAC, 7);
            StackedLink made = link(client, "vrrp.51");
            client.makeNoLinkLocal(made.link().index());
            client.setUp(made.link().index());

            assertThat(client.link("vrrp.51").orElseThrow().link().index())
                    .isEqualTo(made.link().index());
            assertThat(client.link("vrrp.52")).isEmpty();
            assertThat(made.shape()).isEqualTo(LinkShape.MACVLAN_PRIVATE);
            assertThat(made.group()).isEqualTo(7);
            assertThat(made.link().mac()).isEqualTo(MAC);
            assertThat(made.link().parentIndex()).isEqualTo(parent);
            assertThat(namespace.ip("-d", "link", "show", "dev", "vrrp.51"))
                    .contains("vrrp.51@va", ",UP", "macvlan mode private", "addrgenmode none", "group 7");
            assertThatThrownBy(() -> client.create("vrrp.51", parent, LinkShape.MACVLAN_PRIVATE, MAC, 0))
                    .isInstanceOfSatisfying(
                            NetlinkException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
            client.delete(made.link().index());
            assertThat(namespace.ip("link", "show")).doesNotContain("vrrp.51");
        }
    }

    @Test
    void aMacvlanOfAnotherModeIsToldApart() throws IOException, InterruptedException {
        try (LabNamespace namespace = new LabNamespace();
                SocketNetlinkConnection connection =
                        NetworkNamespace.callIn(namespace.path(), SocketNetlinkConnection::openRoute)) {
            namespace.ip("link", "add", "mv0", "link", "va", "type", "macvlan", "mode", "bridge");
            StackedLinkClient client = new StackedLinkClient(connection);
            assertThat(link(client, "mv0").shape()).isEqualTo(LinkShape.MACVLAN_OTHER);
            assertThat(link(client, "va").shape()).isEqualTo(LinkShape.OTHER);
        }
    }
}
