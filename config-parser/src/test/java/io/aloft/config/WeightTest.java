package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.lint.PriorityRange;
import io.aloft.config.lint.Weight;
import io.aloft.model.ConfigImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of all that can be tracked moves the priority of an instance, and how far. */
class WeightTest {

    private static final String TRACKED = """
            global_defs {
                enable_script_security
                script_user root
            }
            vrrp_script check {
                script /usr/bin/true
                weight -20
            }
            vrrp_track_process web {
                process nginx
            }
            track_file load {
                file /run/load
            }
            bfd_instance far {
                neighbor_ip 10.0.0.7
                source_ip 10.0.0.5
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void everyKindCountsWithItsSign() throws IOException {
        ConfigImage image = load("""
                track_interface { eth1 weight 5 }
                track_script { check }
                track_process { web weight 30 reverse }
                track_bfd { far weight -7 }
                """, "");
        assertThat(Weight.of(image, image.virtualRouters().getFirst()))
                .extracting(weight -> weight + " " + weight.change())
                .containsExactly(
                        "track_interface eth1 5",
                        "track_script check -20",
                        "track_process web -30",
                        "track_bfd far -7");
        assertThat(range(image)).isEqualTo(new PriorityRange(43, 105));
    }

    @Test
    void whatMeansFaultMovesNothing() throws IOException {
        ConfigImage image = load("""
                track_script { check weight 0 }
                track_process { web weight -254 }
                """, "");
        assertThat(Weight.of(image, image.virtualRouters().getFirst())).isEmpty();
        assertThat(range(image)).isEqualTo(new PriorityRange(100, 100));
    }

    @Test
    void aFileMayMoveThePriorityAnywhere() throws IOException {
        assertThat(range(load("track_file { load weight 2 }\n", ""))).isEqualTo(new PriorityRange(1, 254));
        assertThat(range(load("track_file { load weight 0 }\n", ""))).isEqualTo(new PriorityRange(100, 100));
    }

    @Test
    void theWeightOfTheSyncGroupCountsForItsMembers() throws IOException {
        ConfigImage image = load("""
                track_script { check weight -10 }
                track_interface { eth1 weight -5 }
                """, """
                vrrp_sync_group G {
                    group {
                        VI_1
                    }
                    sync_group_tracking_weight
                    track_script { check weight -40 }
                }
                """);
        assertThat(Weight.of(image, image.virtualRouters().getFirst()))
                .extracting(weight -> weight + " " + weight.change())
                .containsExactly("track_script check -40", "track_interface eth1 -5");
    }

    private static PriorityRange range(ConfigImage image) {
        return PriorityRange.of(image, image.virtualRouters().getFirst());
    }

    private ConfigImage load(String tracking, String group) throws IOException {
        FakeHost host = FakeHost.withEverything();
        Path file = Files.writeString(directory.resolve("keepalived.conf"), TRACKED + """
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    priority 100
                %s
                    virtual_ipaddress {
                        10.0.0.100/24
                    }
                }
                %s
                """.formatted(tracking, group));
        return Objects.requireNonNull(
                ConfigLoader.load(file, LoadOptions.forHost(host), host).image());
    }
}
