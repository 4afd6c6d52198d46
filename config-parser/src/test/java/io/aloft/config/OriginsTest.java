package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.origin.Origins;
import io.aloft.model.ConfigImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of an image lead back to the lines they were written in. */
class OriginsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private ConfigImage image;

    @SuppressWarnings("NullAway.Init")
    private Origins origins;

    @BeforeEach
    void load() throws IOException {
        Files.writeString(directory.resolve("servers.conf"), """
                real_server 10.0.0.11 80 {
                    weight 1
                }
                """);
        Path file = Files.writeString(directory.resolve("keepalived.conf"), """
                vrrp_script check {
                    script /usr/bin/true
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    priority 90
                    virtual_ipaddress {
                        10.0.0.100/24
                        10.0.0.101/24
                    }
                    track_script {
                        check weight -20
                    }
                    priority 100
                }
                virtual_server 10.0.0.100 80 {
                    lb_algo rr
                    lb_kind NAT
                    protocol TCP
                    include servers.conf
                }
                """);
        FakeHost host = FakeHost.usual();
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
        image = Objects.requireNonNull(result.image());
        origins = result.origins();
    }

    @Test
    void anObjectLeadsToItsKeyword() {
        assertThat(at(origins.of(image.scripts().getFirst()))).isEqualTo("keepalived.conf:1:1");
        assertThat(at(origins.of(image.virtualRouters().getFirst()))).isEqualTo("keepalived.conf:4:1");
        assertThat(at(origins.of(image.virtualServers().getFirst()))).isEqualTo("keepalived.conf:17:1");
    }

    @Test
    void anIncludedObjectLeadsToItsOwnFile() {
        Object server = image.virtualServers().getFirst().realServers().getFirst();
        assertThat(at(origins.of(server, "weight"))).isEqualTo("servers.conf:2:5");
    }

    @Test
    void aKeywordIsFoundWhereItWasWrittenLast() {
        assertThat(at(origins.of(image.virtualRouters().getFirst(), "priority")))
                .isEqualTo("keepalived.conf:15:5");
    }

    @Test
    void aKeywordThatWasNotWrittenLeadsToTheObject() {
        Object router = image.virtualRouters().getFirst();
        assertThat(at(origins.of(router, "advert_int"))).isEqualTo("keepalived.conf:4:1");
    }

    @Test
    void anEntryIsFoundByItsWords() {
        Object router = image.virtualRouters().getFirst();
        assertThat(at(origins.ofEntry(router, "virtual_ipaddress", word -> word.startsWith("10.0.0.101"))))
                .isEqualTo("keepalived.conf:10:9");
        assertThat(at(origins.ofEntry(router, "track_script", "check"::equals))).isEqualTo("keepalived.conf:13:9");
        assertThat(at(origins.ofEntry(router, "track_script", "other"::equals))).isEqualTo("keepalived.conf:12:5");
    }

    private static String at(@Nullable SourceLocation place) {
        assertThat(place).isNotNull();
        return Objects.requireNonNull(place).toString().replaceFirst(".*/", "");
    }
}
