package io.aloft.lab.kernelentries;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.config.host.OfflineHost;
import io.aloft.lab.node.ReferenceKeepalived;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.model.ConfigImage;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.EntryOutcome;
import io.aloft.netlink.route.KernelRoute;
import io.aloft.netlink.route.KernelRule;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One configuration, three ways into three kernels: keepalived, this project's clients, and {@code ip} with the words that
 * errors are written in. What {@code ip} shows afterwards must be the same. Needs root and keepalived.
 */
@Tag("lab")
@Timeout(120)
class KernelEntriesLabTest {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int KEEPALIVED = 18;

    private EntryHost ours;
    private List<RouteSpec> routes;
    private List<RuleSpec> rules;
    private RouteClient routeClient;
    private RuleClient ruleClient;

    @BeforeEach
    void addEverything() throws Exception {
        ConfigImage image = image();
        routes = image.virtualRouters().stream()
                .flatMap(router -> router.options().routes().stream())
                .toList();
        rules = image.virtualRouters().stream()
                .flatMap(router -> router.options().rules().stream())
                .toList();
        assertThat(routes).as("routes of the configuration").hasSizeGreaterThan(40);
        assertThat(rules).as("rules of the configuration").hasSizeGreaterThan(20);
        ours = new EntryHost();
        AddressClient addresses = new AddressClient(ours.connection());
        for (VirtualRouterSpec router : image.virtualRouters()) {
            for (VirtualAddress address : router.addresses()) {
                assertThat(addresses.add(address, ours.index(address.device()))).isNotNull();
            }
        }
        routeClient = new RouteClient(ours.connection(), ours.numbers());
        ruleClient = new RuleClient(ours.connection());
        assertAll(routeClient.addAll(routes), EntryOutcome.Added.class);
        assertAll(ruleClient.addAll(rules), EntryOutcome.Added.class);
    }

    @AfterEach
    void tidy() {
        ours.close();
    }

    /** Names the entries that fared otherwise, with the reason where there is one. */
    private static <T> void assertAll(List<EntryOutcome<T>> outcomes, Class<?> expected) {
        assertThat(outcomes.stream()
                        .filter(outcome -> !expected.isInstance(outcome))
                        .map(outcome -> switch (outcome) {
                            case EntryOutcome.Failed<T> failed ->
                                failed.reason().getMessage();
                            case EntryOutcome.Added<T> added -> "added " + added.target();
                            case EntryOutcome.AlreadyPresent<T> present -> "was there " + present.target();
                            case EntryOutcome.Removed<T> removed -> "removed " + removed.target();
                            case EntryOutcome.Absent<T> absent -> "was absent " + absent.target();
                        }))
                .as("not " + expected.getSimpleName())
                .isEmpty();
    }

    private static Path config() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(KernelEntriesLabTest.class.getResource("/kernelentries/every-option.conf"))
                        .toURI());
    }

    private static ConfigImage image() throws URISyntaxException {
        OfflineHost host = new OfflineHost(new LiveHostFacts());
        return Objects.requireNonNull(
                ConfigLoader.load(config(), LoadOptions.forHost(host), host).image());
    }

    @Test
    void kernelHoldsWhatItHoldsUnderKeepalived() throws Exception {
        try (EntryHost theirs = new EntryHost();
                ReferenceKeepalived keepalived = new ReferenceKeepalived(theirs.host(), config(), line -> {})) {
            keepalived.start();
            Await.until(
                    () -> "keepalived has set everything; it says\n" + said(keepalived),
                    START_LIMIT,
                    () -> theirs.rules4().size() == ours.rules4().size()
                            && theirs.routes6().size() >= ours.routes6().size());
            assertThat(ours.routes4()).containsExactlyElementsOf(theirs.routes4());
            // 2.2.7 forgets this encapsulation, see docs/differences.md.
            assertThat(ours.routes6().stream()
                            .map(line -> line.replaceFirst(" {2}encap ip6 .* tc 4 ", " "))
                            .toList())
                    .containsExactlyElementsOf(theirs.routes6());
            assertThat(ours.rules4()).containsExactlyElementsOf(theirs.rules4());
            assertThat(ours.rules6()).containsExactlyElementsOf(theirs.rules6());
        }
    }

    private static String said(ReferenceKeepalived keepalived) {
        return keepalived.log().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void descriptionsAreTheWordsThatIpUnderstands() throws Exception {
        try (EntryHost byHand = new EntryHost()) {
            byHand.host().run("ip", "addr", "add", "10.9.0.100/32", "dev", "eth0");
            byHand.host().run("ip", "addr", "add", "fd09::100/64", "dev", "eth0", "nodad");
            byHand.host().run("ip", "addr", "add", "fe80::9/128", "dev", "eth0", "nodad", "preferred_lft", "0");
            List<String> refused = new ArrayList<>();
            for (RouteSpec route : routes) {
                String verb = route.position() == RouteSpec.Position.ADD
                        ? "add"
                        : route.position() == RouteSpec.Position.APPEND ? "append" : "prepend";
                run(byHand, refused, route.family(), "route", verb, route.describe());
            }
            for (RuleSpec rule : rules) {
                AddressFamily family = rule.family() == null ? AddressFamily.INET : rule.family();
                // iproute2 6.1 has no word for the tunnel in "rule add" of this name.
                run(byHand, refused, family, "rule", "add", rule.describe().replace("tunnel-id", "tun_id"));
            }
            assertThat(refused).isEmpty();
            // It locks this one without being told to.
            assertThat(ours.routes4())
                    .containsExactlyElementsOf(byHand.routes4().stream()
                            .map(line -> line.replace("rto_min lock", "rto_min"))
                            .toList());
            assertThat(ours.routes6()).containsExactlyElementsOf(byHand.routes6());
            assertThat(ours.rules4()).containsExactlyElementsOf(byHand.rules4());
            assertThat(ours.rules6()).containsExactlyElementsOf(byHand.rules6());
        }
    }

    private static void run(
            EntryHost host, List<String> refused, AddressFamily family, String object, String verb, String words) {
        List<String> command = new ArrayList<>(List.of("ip", family == AddressFamily.INET ? "-4" : "-6", object, verb));
        command.addAll(Arrays.asList(words.split(" ", -1)));
        Command.Result result = host.host().attempt(command.toArray(String[]::new));
        if (!result.succeeded()) {
            refused.add(words + ": " + result.output());
        }
    }

    @Test
    void everyEntryIsFoundInTheDumpAndNoOtherOneIs() throws Exception {
        EntryMatcher matcher = new EntryMatcher(ours.numbers());
        List<KernelRoute> seen = new ArrayList<>(routeClient.routes(KEEPALIVED));
        seen.addAll(routeClient.routes(99));
        for (RouteSpec route : routes) {
            assertThat(seen.stream().filter(one -> matcher.matches(route, one)))
                    .as(route.describe())
                    .hasSize(1);
        }
        assertThat(seen).hasSameSizeAs(routes);
        List<KernelRule> seenRules = ruleClient.rules();
        for (RuleSpec rule : rules) {
            assertThat(seenRules.stream().filter(one -> EntryMatcher.matches(rule, one)))
                    .as(rule.describe())
                    .hasSize(1);
        }
        assertThat(routeClient.malformedReplies() + ruleClient.malformedReplies())
                .isZero();
    }

    @Test
    void whatIsThereIsFoundThereAndWhatIsGoneIsAbsent() throws Exception {
        assertAll(routeClient.addAll(routes), EntryOutcome.AlreadyPresent.class);
        assertAll(ruleClient.addAll(rules), EntryOutcome.AlreadyPresent.class);
        assertAll(ruleClient.removeAll(rules), EntryOutcome.Removed.class);
        assertAll(routeClient.removeAll(routes), EntryOutcome.Removed.class);
        assertThat(routeClient.routes(KEEPALIVED)).isEmpty();
        assertThat(ours.rules4()).isEmpty();
        assertAll(routeClient.removeAll(routes), EntryOutcome.Absent.class);
        assertAll(ruleClient.removeAll(rules), EntryOutcome.Absent.class);
    }
}
