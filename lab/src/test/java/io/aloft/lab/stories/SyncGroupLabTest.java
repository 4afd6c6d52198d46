package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A group through faults and reloads: who is told what, in which order, and what a reload leaves alone. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SyncGroupLabTest {
    private static final String HEAD = """
        global_defs {
            enable_script_security
            script_user root
        }
        """;

    private static final String INSTANCE = """
        vrrp_instance %s {
            interface %s
            virtual_router_id %d
            version 3
            advert_int 0.2
            notify "DIR/record"
            %s
            virtual_ipaddress {
                10.77.0.%d/24 dev %2$s
            }
        }
        """;

    private static String group(String... members) {
        return "vrrp_sync_group G {\n group {\n" + String.join("\n", members) + "\n}\nnotify \"DIR/record\"\n}\n";
    }

    private static String instance(String name, String device, int vrid, String more) {
        return INSTANCE.formatted(name, device, vrid, more, 100 + vrid);
    }

    @Test
    void aGroupGoesTogetherAndAReloadTouchesOnlyWhatItChanges() {
        try (Scene scene = new Scene()) {
            scene.recorder();
            TestHost host = scene.host("a", 1);
            scene.network.join(host, "eth1", "10.78.0.1/24");
            String one = instance("ONE", "eth0", 1, "");
            String two = instance("TWO", "eth1", 2, "");
            String lone = instance("LONE", "eth0", 3, "");
            Director aloft = scene.director(DirectorKind.ALOFT, host, HEAD + group("ONE", "TWO") + one + two + lone);
            scene.witness();
            aloft.start();
            scene.await(
                    () -> "eight calls: " + scene.calls(), () -> scene.calls().size() == 8);
            assertThat(callsOf(scene, "ONE", "TWO", "G"))
                    .containsExactlyInAnyOrder(
                            "GROUP G BACKUP 0",
                            "INSTANCE ONE BACKUP 100",
                            "INSTANCE TWO BACKUP 100",
                            "INSTANCE ONE MASTER 100",
                            "INSTANCE TWO MASTER 100",
                            "GROUP G MASTER 0");
            List<String> told = told(aloft, Instant.EPOCH);
            assertThat(told.subList(0, 3))
                    .as("at start the group is told first")
                    .containsExactly("VRRP_Group(G) BACKUP", "(ONE) BACKUP", "(TWO) BACKUP");
            assertThat(told.subList(3, 5))
                    .as("in transitions its members, whose timer expired last before the others")
                    .containsExactlyInAnyOrder("(ONE) MASTER", "(TWO) MASTER");
            assertThat(told.subList(5, told.size())).containsExactly("VRRP_Group(G) MASTER");

            fault(scene, host, aloft);
            String three = instance("THREE", "eth0", 4, "");
            add(scene, host, aloft, HEAD + group("ONE", "TWO", "THREE") + one + two + three + lone);
            remove(scene, host, aloft, HEAD + group("ONE", "TWO") + one + two + lone);
            rename(scene, host, aloft, HEAD + group("ONE", "TWO") + one + two + lone.replace("LONE", "RENAMED"));
            deleted(scene, host, aloft, HEAD + group("ONE", "TWO") + one + two);

            int before = scene.calls().size();
            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
            assertThat(scene.calls().subList(before, scene.calls().size()))
                    .containsExactlyInAnyOrder("INSTANCE ONE STOP 100", "INSTANCE TWO STOP 100", "GROUP G STOP 0");
        }
    }

    private static void fault(Scene scene, TestHost host, Director aloft) {
        int before = scene.calls().size();
        Instant since = Instant.now();
        scene.network.unplug(host, "eth1");
        scene.awaitLine(aloft, since, "VRRP_Group\\(G\\) Syncing instances to FAULT state");
        scene.awaitCall("GROUP G FAULT 0");
        assertThat(host.hasAddress("10.77.0.101"))
                .as("the other member's address")
                .isFalse();
        assertThat(host.hasAddress("10.77.0.103")).as("who is in no group").isTrue();
        scene.network.plug(host, "eth1");
        scene.await(
                () -> "three states told again: " + scene.calls(),
                () -> scene.calls().size() == before + 9);
        List<String> calls = scene.calls().subList(before, scene.calls().size());
        assertThat(calls).hasSize(9).noneMatch(call -> call.contains("LONE"));
        List<String> told = told(aloft, since);
        assertThat(List.of(told.get(2), told.get(5), told.get(8)))
                .containsExactly("VRRP_Group(G) FAULT", "VRRP_Group(G) BACKUP", "VRRP_Group(G) MASTER");
    }

    /** Whose scripts were started for which state, in order. Their processes run beside each other. */
    private static List<String> told(Director aloft, Instant since) {
        return Scene.lines(aloft, since, "(Group.G.|\\((ONE|TWO)\\)) [A-Z]+: [a-z]").stream()
                .filter(line -> !line.contains(": running `"))
                .map(line -> line.replaceFirst(": .*", ""))
                .toList();
    }

    /** A member that a reload adds becomes Master by itself; those that are stay so without a word. */
    private static void add(Scene scene, TestHost host, Director aloft, String config) {
        int before = scene.calls().size();
        Instant since = reload(scene, aloft, config);
        scene.awaitCall("INSTANCE THREE MASTER 100");
        assertThat(Scene.lines(aloft, since, "\\((ONE|TWO|LONE)\\) (Entering|sent 0|removing)"))
                .isEmpty();
        assertThat(scene.calls().subList(before, scene.calls().size()))
                .containsExactly("INSTANCE THREE BACKUP 100", "INSTANCE THREE MASTER 100");
        assertThat(host.hasAddress("10.77.0.104")).isTrue();
    }

    /** One that a reload removes says priority 0, gives its address away and is told as failed. */
    private static void remove(Scene scene, TestHost host, Director aloft, String config) {
        Instant since = reload(scene, aloft, config);
        scene.awaitCall("INSTANCE THREE FAULT 100");
        scene.witness()
                .await(
                        "priority 0 of THREE",
                        since,
                        Scene.LIMIT,
                        advert -> advert.vrid() == 4 && advert.priority() == 0);
        scene.await(() -> "its address is gone", () -> !host.hasAddress("10.77.0.104"));
        assertThat(Scene.lines(aloft, since, "\\((ONE|TWO|LONE)\\) (Entering|sent 0|removing)"))
                .isEmpty();
        assertThat(host.addresses("eth0")).contains("10.77.0.101", "10.77.0.103");
    }

    /** Instances are matched by what they are on the wire, not by name. */
    private static void rename(Scene scene, TestHost host, Director aloft, String config) {
        int before = scene.calls().size();
        Instant since = reload(scene, aloft, config);
        scene.witness().await("an advert after the reload", since, Scene.LIMIT, advert -> advert.vrid() == 3);
        assertThat(Scene.lines(aloft, since, "Entering|removing|sent 0")).isEmpty();
        assertThat(scene.calls()).hasSize(before);
        assertThat(host.hasAddress("10.77.0.103")).isTrue();
        assertThat(scene.witness().adverts()).noneMatch(advert -> advert.vrid() == 3 && advert.priority() == 0);
    }

    /** With {@code notify_deleted} it is told as deleted. */
    private static void deleted(Scene scene, TestHost host, Director aloft, String rest) {
        reload(scene, aloft, rest + instance("RENAMED", "eth0", 3, "notify_deleted"));
        int before = scene.calls().size();
        reload(scene, aloft, rest);
        scene.awaitCall("INSTANCE RENAMED DELETED 100");
        scene.await(() -> "its address is gone", () -> !host.hasAddress("10.77.0.103"));
        assertThat(scene.calls()).hasSize(before + 1);
    }

    private static Instant reload(Scene scene, Director aloft, String config) {
        Instant since = Instant.now();
        scene.configure("a", config);
        aloft.reload();
        scene.awaitLine(aloft, since, "Reload complete");
        return since;
    }

    private static List<String> callsOf(Scene scene, String... names) {
        return scene.calls().stream()
                .filter(call -> List.of(names).contains(call.split(" ", -1)[1]))
                .toList();
    }
}
