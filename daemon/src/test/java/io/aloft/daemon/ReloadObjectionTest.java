package io.aloft.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.config.host.OfflineHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadObjectionTest {

    private static final String TWO = farm("10.0.0.11", "10.0.0.12");

    @TempDir
    private Path directory = Path.of(".");

    private static String farm(String... servers) {
        var text = new StringBuilder("virtual_server 192.0.2.1 80 {\n lb_algo rr\n lb_kind NAT\n protocol TCP\n");
        for (String server : servers) {
            text.append(" real_server ").append(server).append(" 80 {\n }\n");
        }
        return text.append("}\n").toString();
    }

    private static String router(String address) {
        return "vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n virtual_ipaddress {\n " + address
                + "\n }\n}\n";
    }

    private LoadResult load(String text) throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, text);
        var host = new OfflineHost(new LiveHostFacts());
        return ConfigLoader.load(file, LoadOptions.forHost(host), host);
    }

    @Test
    void realServerThatIsTakenOutOnPurposeGoes() throws IOException {
        assertThat(ReloadObjection.to(load(farm("10.0.0.11")), load(TWO))).isEmpty();
    }

    @Test
    void realServerThatGoesByATypingErrorStays() throws IOException {
        assertThat(ReloadObjection.to(load(farm("10.0.0.11", "10.0.0.l2")), load(TWO)))
                .hasValue(
                        "it would end RS [10.0.0.12]:tcp:80 of VS [192.0.2.1]:tcp:80, which is running, and there is an"
                                + " error in: real_server 10.0.0.l2 80");
    }

    @Test
    void virtualServerThatGoesByATypingErrorStays() throws IOException {
        assertThat(ReloadObjection.to(load(TWO.replace("192.0.2.1 ", "192.0.2.300 ")), load(TWO)))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("it would end VS [192.0.2.1]:tcp:80")
                        .endsWith("virtual_server 192.0.2.300 80"));
    }

    @Test
    void virtualServerThatLosesEveryRealServerByAnErrorStays() throws IOException {
        assertThat(ReloadObjection.to(load(farm("2001:db8::1")), load(TWO))).isPresent();
    }

    @Test
    void errorThatWasThereBeforeIsNoReasonToKeepWhatGoesOnPurpose() throws IOException {
        LoadResult running = load(farm("10.0.0.11", "10.0.0.12", "10.0.0.l3"));
        assertThat(ReloadObjection.to(load(farm("10.0.0.11", "10.0.0.l3")), running))
                .isEmpty();
    }

    @Test
    void errorInAServerThatIsNewTakesNothingAway() throws IOException {
        assertThat(ReloadObjection.to(load(farm("10.0.0.11", "10.0.0.12", "10.0.0.l3")), load(TWO)))
                .isEmpty();
    }

    @Test
    void routerThatGoesByAnErrorStays() throws IOException {
        LoadResult running = load(router("192.0.2.1/24"));
        assertThat(ReloadObjection.to(load(router("192.0.2.1/24").replace("51", "0")), running))
                .hasValueSatisfying(text -> assertThat(text).contains("VI_1"));
        assertThat(ReloadObjection.to(load(""), running)).isEmpty();
    }

    @Test
    void fileWithABraceTooFewIsRefusedWhateverItHolds() throws IOException {
        assertThat(ReloadObjection.to(load(TWO + "virtual_server 192.0.2.2 80 {\n"), load(TWO)))
                .hasValue("its braces do not match");
    }
}
