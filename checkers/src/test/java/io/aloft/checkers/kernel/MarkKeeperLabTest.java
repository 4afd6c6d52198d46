package io.aloft.checkers.kernel;

import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.marking.GroupMarks;
import io.aloft.checkers.marking.MarkRuleset;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.NftablesException;
import io.aloft.posix.PosixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of {@code nftables_ipvs} in the kernel of this machine. */
@Tag("lab")
class MarkKeeperLabTest {

    private static final String NAME = "aloft-" + ProcessHandle.current().pid() + "-marks";

    private final MarkKeeper keeper = new MarkKeeper(MarkKeeperLabTest::open);
    private GroupMarks marks = GroupMarks.NONE;

    private static MarkFilter open() throws NftablesException {
        try {
            return NetworkNamespace.callIn(NetworkNamespace.named(NAME), MarkFilter::nftables);
        } catch (PosixException | InterruptedException e) {
            throw new NftablesException(String.valueOf(e.getMessage()));
        }
    }

    @BeforeEach
    void addNamespace() throws Exception {
        run("ip", "netns", "add", NAME);
    }

    @AfterEach
    void removeNamespace() throws Exception {
        keeper.close(false);
        run("ip", "netns", "del", NAME);
    }

    private void want(VirtualServerGroupSpec... groups) {
        var marking = new LvsGlobals.Marking("marks", -1, 1000);
        Map<String, VirtualServerGroupSpec> byName = GroupMarks.byName(Arrays.asList(groups));
        var servers = Arrays.stream(groups)
                .map(group -> virtual(group(group.name(), 0, TransportProtocol.UDP), "rr", null))
                .toList();
        marks = marks.forConfiguration(marking, byName, servers);
        keeper.want(MarkRuleset.of(marking, byName, marks));
        keeper.apply(0);
        assertThat(keeper.trouble()).isNull();
    }

    @Test
    void packetsOfAGroupAreMarkedByPortElseByAddress() throws Exception {
        inside("ip", "link", "set", "lo", "up");
        inside("ip", "addr", "add", "10.9.9.5/32", "dev", "lo");
        want(groupOf("dns", 53, "10.9.9.1-10.9.9.9", "fd00::1-fd00::9"), groupOf("all", 0, "10.9.9.0-10.9.9.255"));
        assertThat(inside("nft", "list", "table", "ip", "marks"))
                .contains("10.9.9.1-10.9.9.9 . 53 : 0x000003e8", "10.9.9.0/24 : 0x000003e9");
        assertThat(inside("nft", "list", "table", "ip6", "marks")).contains("fd00::1-fd00::9 . 53 : 0x000003e8");

        inside(
                "bash",
                "-c",
                "echo 1 >/dev/udp/10.9.9.5/53; echo 1 >/dev/udp/10.9.9.5/54; echo 1 >/dev/udp/10.9.9.5/55");
        assertThat(inside("nft", "list", "chain", "ip", "marks", "in"))
                .containsSubsequence("@udp_map counter packets 1 ", "@udp_address_map counter packets 2 ");
    }

    @Test
    void reloadChangesElementsAndLeavesRulesAndCountersAlone() throws Exception {
        want(groupOf("dns", 53, "10.9.9.1-10.9.9.9", "10.9.8.1"));
        String before = inside("nft", "-a", "list", "chain", "ip", "marks", "in");
        want(groupOf("dns", 53, "10.9.9.1-10.9.9.4", "10.9.8.1", "10.9.7.0-10.9.7.255"));
        assertThat(inside("nft", "-a", "list", "chain", "ip", "marks", "in")).isEqualTo(before);
        assertThat(inside("nft", "list", "map", "ip", "marks", "udp_map"))
                .contains("10.9.9.1-10.9.9.4 . 53", "10.9.8.1 . 53", "10.9.7.0/24 . 53")
                .doesNotContain("10.9.9.9");
    }

    @Test
    void tablesThatSomebodyFlushedAreMadeAnewByTheNextChangeAndGoAtTheEnd() throws Exception {
        want(groupOf("dns", 53, "10.9.9.1"));
        inside("nft", "flush", "ruleset");
        want(groupOf("dns", 53, "10.9.9.2"));
        assertThat(inside("nft", "list", "ruleset")).contains("10.9.9.2 . 53");
        keeper.close(false);
        assertThat(inside("nft", "list", "ruleset")).isEmpty();
    }

    private static String inside(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", NAME));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
