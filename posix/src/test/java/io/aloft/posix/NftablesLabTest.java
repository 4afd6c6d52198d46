package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class NftablesLabTest {

    private static final String NAME = "aloft-nft-" + ProcessHandle.current().pid();

    private static void ip(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void commandsWorkInTheNamespaceAllOrNoneAndAnErrorHasTheLibrarysWords() throws Exception {
        ip("netns", "add", NAME);
        try (Nftables nftables = NetworkNamespace.callIn(NetworkNamespace.named(NAME), Nftables::open)) {
            assertThat(nftables.run("add table ip aloft")).isEmpty();
            assertThatThrownBy(() -> nftables.run("add table ip second\ndelete table ip absent"))
                    .isInstanceOf(NftablesException.class)
                    .hasMessageContaining("No such file or directory");
            assertThat(nftables.run("list ruleset")).contains("table ip aloft").doesNotContain("second");
            assertThatThrownBy(() -> nftables.run("nonsense"))
                    .isInstanceOf(NftablesException.class)
                    .hasMessageContaining("syntax error");
        } finally {
            ip("netns", "del", NAME);
        }
    }

    @Test
    void aMissingLibrarySaysWhatToInstall() {
        NftablesException missing = NftablesException.libraryMissing("libnftables.so.1");
        assertThat(missing.isLibraryMissing()).isTrue();
        assertThat(missing).hasMessageContaining("apt-get install libnftables1");
    }
}
