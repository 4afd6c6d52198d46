package io.aloft.lab.interop;

import static io.aloft.lab.interop.Pair.LIMIT;
import static io.aloft.lab.interop.Pair.VIP;
import static io.aloft.lab.interop.Pair.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.node.Director;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.Dissector;
import io.aloft.lab.witness.ObservedAdvert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each story is played by Aloft above keepalived and by keepalived above Aloft, and has to go the same way. */
@Tag("lab")
@Execution(ExecutionMode.CONCURRENT)
class VrrpInteropLabTest {
    /** What every sender has to put into its adverts alike, as tshark names it. */
    private static final List<String> COMMON_FIELDS = List.of(
            "eth.dst",
            "ip.hdr_len",
            "ip.dsfield",
            "ip.len",
            "ip.flags",
            "ip.frag_offset",
            "ip.ttl",
            "ip.proto",
            "ip.dst",
            "vrrp.version",
            "vrrp.type",
            "vrrp.virt_rtr_id",
            "vrrp.addr_count",
            "vrrp.auth_type",
            "vrrp.adver_int",
            "vrrp.ip_addr",
            "vrrp.auth_string");

    @ParameterizedTest
    @EnumSource(Lineup.class)
    void theAddressFollowsElectionCrashReturnPulledCableAndFarewell(Lineup lineup) {
        try (Pair pair = new Pair(lineup, config(150), config(100))) {
            pair.startBoth();
            ObservedAdvert first = pair.awaitMaster(pair.a);
            assertThat(first.priority()).isEqualTo(150);
            assertThat(pair.b.holds(VIP)).isFalse();
            assertThat(pair.witness.adverts())
                    .extracting(ObservedAdvert::source)
                    .containsOnly(Pair.ADDRESS_A);

            Instant crashed = Instant.now();
            pair.a.crash();
            assertThat(pair.awaitTakeover(pair.b, crashed).last().priority()).isEqualTo(150);
            assertThat(pair.a.holds(VIP))
                    .as("a crash leaves the address behind")
                    .isTrue();

            Instant returned = Instant.now();
            pair.a.start();
            pair.awaitBackup(pair.a);
            pair.awaitMaster(pair.a);
            pair.witness.awaitFrom(Pair.ADDRESS_A, returned, LIMIT);
            pair.awaitBackup(pair.b);

            Instant unplugged = Instant.now();
            pair.network.unplug(pair.a.host());
            pair.a.await("\\(VI_1\\) Entering FAULT STATE", LIMIT);
            pair.a.awaitAddress(VIP, false, LIMIT);
            pair.awaitTakeover(pair.b, unplugged);
            pair.network.plug(pair.a.host());
            pair.awaitBackup(pair.a);
            pair.awaitMaster(pair.a);
            pair.awaitBackup(pair.b);

            Instant stopped = Instant.now();
            pair.a.stopGently();
            assertThat(pair.awaitTakeover(pair.b, stopped).last().priority()).isZero();
            assertThat(pair.a.awaitStopped()).isZero();
            assertThat(pair.a.holds(VIP)).isFalse();

            assertAdvertsAlike(pair);
        }
    }

    private static void assertAdvertsAlike(Pair pair) {
        Map<String, Set<ObservedAdvert>> bySource = pair.witness.adverts().stream()
                .collect(Collectors.groupingBy(
                        ObservedAdvert::source, Collectors.mapping(ObservedAdvert::common, Collectors.toSet())));
        assertThat(bySource.keySet()).containsExactlyInAnyOrder(Pair.ADDRESS_A, Pair.ADDRESS_B);
        Set<ObservedAdvert> kinds =
                bySource.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(kinds)
                .as("adverts that differ in more than source and priority")
                .hasSize(1);
        assertThat(kinds).allMatch(ObservedAdvert::checksumRight);

        Path capture = pair.witness.finish();
        assertThat(Dissector.malformed(capture)).isZero();
        assertThat(Set.copyOf(Dissector.rows(capture, "vrrp", COMMON_FIELDS))).hasSize(1);
        // The identification counts the adverts of one life, from one.
        assertThat(Dissector.rows(capture, "vrrp", List.of("ip.id"))).noneMatch(row -> row.containsValue("0x0000"));
    }

    @ParameterizedTest
    @EnumSource(Lineup.class)
    void aReturningNopreemptRouterLeavesTheMasterAlone(Lineup lineup) {
        try (Pair pair = new Pair(lineup, config(150, "s3cret", "nopreempt"), config(100))) {
            pair.b.start();
            pair.awaitMaster(pair.b);
            pair.a.start();
            pair.awaitBackup(pair.a);
            // It heard the lower priority for longer than its master-down interval.
            Instant heard =
                    pair.witness.awaitFrom(Pair.ADDRESS_B, Instant.now(), LIMIT).at();
            pair.witness.awaitFrom(Pair.ADDRESS_B, heard.plusSeconds(5), LIMIT);
            assertThat(pair.witness.adverts())
                    .extracting(ObservedAdvert::source)
                    .containsOnly(Pair.ADDRESS_B);
            assertThat(pair.a.holds(VIP)).isFalse();

            Instant stopped = Instant.now();
            pair.b.stopGently();
            pair.awaitTakeover(pair.a, stopped);
        }
    }

    @ParameterizedTest
    @EnumSource(Lineup.class)
    void aFailingScriptWithAWeightGivesTheAddressAwayAndBack(Lineup lineup) throws Exception {
        try (WorkDirectory files = new WorkDirectory("script")) {
            Path down = files.file("down");
            String script = """
                    global_defs {
                        enable_script_security
                        script_user root
                    }
                    vrrp_script chk_down {
                        script "/usr/bin/test ! -e %s"
                        interval 1
                        weight -10
                        fall 1
                        rise 1
                    }
                    """.formatted(down);
            String tracked = config(105, "s3cret", "track_script {\n chk_down\n }\n");
            try (Pair pair = new Pair(lineup, script + tracked, config(100))) {
                pair.startBoth();
                pair.awaitMaster(pair.a);

                Instant failed = Instant.now();
                Files.createFile(down);
                pair.a.await("\\(VI_1\\) Changing effective priority from 105 to 95", LIMIT);
                pair.witness.await(
                        "the lowered priority",
                        failed,
                        LIMIT,
                        advert -> advert.source().equals(Pair.ADDRESS_A) && advert.priority() == 95);
                pair.awaitMaster(pair.b);
                pair.awaitBackup(pair.a);

                Files.delete(down);
                pair.a.await("\\(VI_1\\) Changing effective priority from 95 to 105", LIMIT);
                pair.awaitMaster(pair.a);
                pair.awaitBackup(pair.b);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Lineup.class)
    void aWrongPasswordIsNoMaster(Lineup lineup) {
        try (Pair pair = new Pair(lineup, config(150, "s3cret", ""), config(100, "other", ""))) {
            pair.startBoth();
            pair.awaitMaster(pair.a);
            pair.awaitMaster(pair.b);
            for (Director director : List.of(pair.a, pair.b)) {
                Await.until(
                        director + " objects to the password:\n" + director.log(),
                        LIMIT,
                        () -> director.log().stream()
                                .anyMatch(line -> line.text().contains("(VI_1) received an invalid passwd")));
                assertThat(director.holds(VIP)).isTrue();
            }
        }
    }
}
