package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: makes a network namespace of its own. */
@Tag("lab")
@Timeout(60)
class NamespaceLabTest {

    private static final Path OWN = Path.of("/proc/thread-self/ns/net");
    private static final int LOOPBACK = 1;

    private final String name = "aloft-px-" + ProcessHandle.current().pid();
    private final Path namespace = NetworkNamespace.named(name);

    @BeforeEach
    void makeNamespace() throws Exception {
        run("ip", "netns", "add", name);
        run("ip", "-n", name, "link", "set", "lo", "up");
    }

    @AfterEach
    void removeNamespace() throws Exception {
        run("ip", "netns", "del", name);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private static Path here() throws IOException {
        return Files.readSymbolicLink(OWN);
    }

    @Test
    void callRunsInTheNamespaceAndLeavesTheCallerWhereItWas() throws Exception {
        Path before = here();
        Path inside = NetworkNamespace.callIn(namespace, NamespaceLabTest::here);
        assertThat(inside).isNotEqualTo(before);
        assertThat(here()).isEqualTo(before);
    }

    @Test
    void threadsStartedInsideAreInsideToo() throws Exception {
        assertThat(NetworkNamespace.callIn(namespace, () -> {
                    Path inside = here();
                    var child = new FutureTask<>(NamespaceLabTest::here);
                    Thread.ofPlatform().start(child);
                    return List.of(inside, child.get());
                }))
                .satisfies(both -> assertThat(both.get(0)).isEqualTo(both.get(1)));
    }

    @Test
    void failureOfTheCallIsThrownAsItIs() {
        assertThatThrownBy(() -> NetworkNamespace.callIn(namespace, () -> {
                    throw new IOException("as it is");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("as it is");
        assertThatThrownBy(() -> NetworkNamespace.callIn(NetworkNamespace.named("aloft-none"), () -> 1))
                .isInstanceOf(PosixException.class)
                .hasMessage("open /run/netns/aloft-none: No such file or directory (2)");
    }

    @Test
    void membershipLastsWhileItIsOpen() throws Exception {
        byte[] group = {(byte) 224, 0, 0, 18};
        NetworkNamespace.callIn(namespace, () -> {
            assertThat(groups()).doesNotContain("120000E0");
            try (MulticastMembership membership = MulticastMembership.joinIpv4(group, LOOPBACK)) {
                assertThat(membership).isNotNull();
                assertThat(groups()).contains("120000E0");
            }
            assertThat(groups()).doesNotContain("120000E0");
            return null;
        });
    }

    /** The kernel prints groups as the number that their octets make in host order. */
    private static String groups() throws IOException {
        return Files.readString(Path.of("/proc/thread-self/net/igmp"));
    }

    @Test
    void membershipOfAMissingInterfaceIsRefused() throws Exception {
        NetworkNamespace.callIn(namespace, () -> {
            assertThatThrownBy(() -> MulticastMembership.joinIpv4(new byte[] {(byte) 224, 0, 0, 18}, 4711))
                    .hasMessage("join multicast group on interface 4711: No such device (19)");
            return null;
        });
    }

    @Test
    void socketsOfTheJdkOpenInTheNamespace() throws Exception {
        int port = NetworkNamespace.callIn(namespace, () -> {
            try (ServerSocket first = new ServerSocket(0)) {
                return first.getLocalPort();
            }
        });
        try (ServerSocket inside = NetworkNamespace.callIn(namespace, () -> new ServerSocket(port));
                ServerSocket outside = new ServerSocket(port)) {
            assertThat(inside.getLocalPort()).isEqualTo(outside.getLocalPort());
        }
    }
}
