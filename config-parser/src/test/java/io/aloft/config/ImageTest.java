package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Support;
import io.aloft.model.ConfigImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a configuration says reaches the image, value by value. */
class ImageTest {

    private static final Path FILE = Path.of("src/test/resources/image/vrrp.conf");
    private static final Path EXPECTED = Path.of("src/test/resources/image/vrrp.image");

    /** Other spellings of what stands in the file, and keywords that its content makes impossible. */
    private static final Set<String> NOT_IN_THE_FILE = Set.of(
            "vrrp_rlimit_rtime",
            "checker_rlimit_rtime",
            "bfd_rlimit_rtime",
            "enable_snmp_keepalived",
            "enable_snmp_rfcv2",
            "enable_snmp_rfcv3",
            "snmp_rs_stats_update_interval",
            "vrrp_vmac_garp_intvl",
            "vmac_garp_intvl",
            "thread_timer_expired",
            "global_tracking",
            "nftables");

    @Test
    void everyValueOfAnInstanceStandsInTheImage() throws IOException {
        FakeHost host = FakeHost.withEverything();
        LoadResult result = ConfigLoader.load(FILE, LoadOptions.forHost(host), host);
        List<String> table = ImageTable.of(Objects.requireNonNull(result.image()));
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.write(EXPECTED, table);
        }
        assertThat(table).containsExactlyElementsOf(Files.readAllLines(EXPECTED));
    }

    @Test
    void everythingOfVrrpRuns() {
        FakeHost host = FakeHost.withEverything();
        LoadResult result = ConfigLoader.load(FILE, LoadOptions.forHost(host), host);
        ConfigImage image = Objects.requireNonNull(result.image());
        ConfigImage runnable = Objects.requireNonNull(result.runnable());
        assertThat(runnable.virtualRouters()).isNotEmpty().isEqualTo(image.virtualRouters());
        assertThat(runnable.syncGroups()).isNotEmpty().isEqualTo(image.syncGroups());
        assertThat(runnable.tracked()).isEqualTo(image.tracked());
        assertThat(runnable.statics()).isEqualTo(image.statics());
        assertThat(runnable.interfaces()).isEqualTo(image.interfaces());
        assertThat(result.leftOut()).isEmpty();
    }

    @Test
    void fileHoldsEveryKeywordOfVrrp() throws IOException {
        String text = Files.readString(FILE);
        List<String> missing = DirectiveCatalog.standard().all().stream()
                .filter(row -> isOfVrrp(row) && row.support() != Support.REMOVED)
                .map(Directive::keyword)
                .filter(keyword -> !NOT_IN_THE_FILE.contains(keyword))
                .filter(keyword -> !Pattern.compile("(?m)(^|[{ ])" + keyword + "( |$)")
                        .matcher(text)
                        .find())
                .toList();
        assertThat(missing).isEmpty();
    }

    private static boolean isOfVrrp(Directive row) {
        String path = row.block() + "/" + row.keyword();
        boolean ofServers = path.startsWith("virtual_server")
                || path.startsWith("(root)/virtual_server")
                || path.contains("SSL")
                || row.block().equals("global_defs")
                        && row.keyword()
                                .matches("lvs_(timeouts|flush|sync|netlink).*|nftables_ipvs.*|rs_init_notifies"
                                        + "|no_checker_emails|checker_log_all_failures|#@aloft shared_checks");
        return !ofServers;
    }
}
