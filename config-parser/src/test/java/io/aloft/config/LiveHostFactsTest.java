package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.host.HostFacts.FileFacts;
import io.aloft.config.host.HostFacts.LinkFacts;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.LocalAddress;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveHostFactsTest {

    @TempDir
    private Path directory = Path.of(".");

    private final LiveHostFacts host = new LiveHostFacts();

    @Test
    void loopbackAndRootExistEverywhere() {
        assertThat(host.hasInterface("lo")).isTrue();
        assertThat(host.hasInterface("nosuch0")).isFalse();
        assertThat(Objects.requireNonNull(host.account("root")).uid()).isZero();
        assertThat(host.account("no_such_user")).isNull();
        assertThat(Objects.requireNonNull(host.account("64321")).gid()).isEqualTo(64321);
        assertThat(host.account("-1")).isNull();
        assertThat(host.group("root")).isZero();
        assertThat(host.hostName()).isNotBlank();
    }

    @Test
    void linkIsDescribedItselfAndItsTargetFound() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(Objects.requireNonNull(host.file(file)).kind()).isEqualTo(FileFacts.Kind.FILE);
        assertThat(Objects.requireNonNull(host.file(link)).kind()).isEqualTo(FileFacts.Kind.LINK);
        assertThat(host.realPath(link)).isEqualTo(file.toRealPath());
        assertThat(host.file(directory.resolve("gone"))).isNull();
        assertThat(host.realPath(directory.resolve("gone"))).isNull();
    }

    @Test
    void executionFollowsOwnerGroupAndOthers() {
        var facts = new FileFacts(1000, 100, 0710, FileFacts.Kind.FILE);
        assertThat(facts.mayExecute(1000, 1)).isTrue();
        assertThat(facts.mayExecute(1, 100)).isTrue();
        assertThat(facts.mayExecute(1, 1)).isFalse();
        assertThat(facts.mayExecute(0, 0)).isTrue();
        assertThat(FakeHost.PLAIN_FILE.mayExecute(0, 0)).isFalse();
    }

    @Test
    void theLoopbackAddressIsKnownWithItsPrefix() {
        assertThat(new LiveHostFacts().addresses()).contains(new LocalAddress("lo", IpAddress.of("127.0.0.1"), 8));
    }

    @Test
    void linksHaveTheirMtuWhole() throws IOException {
        LinkFacts loopback = host.link("lo");
        assertThat(loopback.multicast()).isIn(null, false);
        assertThat(loopback.ethernet()).isIn(null, false);
        // Without IPv6 the kernel has no such file.
        assertThat(loopback.mtu()).isIn(null, NetworkInterface.getByName("lo").getMTU());
        assertThat(host.link("nosuch0")).isEqualTo(new LinkFacts(null, null, null));
    }

    @Test
    void contentIsThatOfSmallFilesOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "12345");
        assertThat(host.content(file, 5)).containsExactly('1', '2', '3', '4', '5');
        assertThat(host.content(file, 4)).isNull();
        assertThat(host.content(directory, 4)).isNull();
        assertThat(host.content(directory.resolve("gone"), 4)).isNull();
    }
}
