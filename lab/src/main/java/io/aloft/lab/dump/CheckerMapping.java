package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.HexPattern;
import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.UrlSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The section "Health checkers". */
final class CheckerMapping {
    private CheckerMapping() {}

    /**
     * The lines below {@code VIRTUAL SERVER -> REAL SERVER}, those of the connection among them.
     *
     * @param logAll {@code checker_log_all_failures}, which a checker's line does not show
     */
    static Mapping<CheckerSpec> checker(WishedHost host, boolean logAll) {
        var mapping = new Mapping<CheckerSpec>()
                .ignoredWords(
                        "not set, and of no use to this kind of checker",
                        "[\\w ]+ = (18446744073709551615 us|4294967295)");
        timing(mapping, logAll);
        connection(mapping);
        web(mapping);
        udp(mapping);
        misc(mapping, host);
        return mapping.words("Keepalive method = (.*)", text -> text, CheckerMapping::method)
                .value("helo", checker -> checker instanceof CheckerSpec.SmtpCheck smtp ? smtp.heloName() : null)
                .value("Type", checker -> checker instanceof CheckerSpec.DnsCheck dns ? dns.type() : null)
                .value(
                        "Name",
                        checker -> checker instanceof CheckerSpec.DnsCheck dns
                                ? dns.name()
                                : checker instanceof CheckerSpec.BfdCheck bfd ? bfd.instance() : null)
                .value(
                        "Tracked file",
                        checker -> checker instanceof CheckerSpec.FileCheck file ? file.trackFile() : null)
                .words(
                        "Alpha is (ON|OFF)",
                        text -> text,
                        checker -> checker instanceof CheckerSpec.BfdCheck bfd ? bfd.alpha() ? "ON" : "OFF" : null)
                .ignored(
                        RUN_TIME,
                        "Enabled",
                        "Up",
                        "Has run",
                        "Current weight",
                        "Retries iterations",
                        "Last ran",
                        "Last status",
                        "Reloaded")
                .ignored("follows from the kind of checker", "Default delay before retry")
                .ignored(ELSEWHERE, "Connection", "Checked url");
    }

    private static String method(CheckerSpec checker) {
        return checker.keyword()
                + (checker instanceof CheckerSpec.Web web
                        ? ", http protocol "
                                + switch (web.settings().protocol()) {
                                    case HTTP_1_0 -> "1.0";
                                    case HTTP_1_0_CLOSE -> "1.0C";
                                    case HTTP_1_1 -> "1.1";
                                }
                        : "");
    }

    private static void timing(Mapping<CheckerSpec> mapping, boolean logAll) {
        mapping.value("Alpha", checker -> checker instanceof CheckerSpec.FileCheck ? null : yes(checker.alpha()))
                .value("Delay loop", Texts::time, polled(CheckTiming::delayLoop))
                .value("Warmup", Texts::time, polled(CheckTiming::warmup))
                .value("Retries", polled(CheckTiming::retry))
                .value(
                        "Delay before retry",
                        Texts::time,
                        polled(timing -> timing.retry() == 0 ? null : timing.delayBeforeRetry()))
                .value(
                        "Log all failures",
                        text -> logAll ? "yes" : text,
                        checker -> checker instanceof CheckerSpec.Polled polled
                                ? yes(polled.timing().logAllFailures())
                                : "no");
    }

    private static Function<CheckerSpec, @Nullable Object> polled(Function<CheckTiming, @Nullable Object> value) {
        return checker -> checker instanceof CheckerSpec.Polled polled ? value.apply(polled.timing()) : null;
    }

    private static void connection(Mapping<CheckerSpec> mapping) {
        mapping.value(
                        "Dest",
                        network(connect -> "[" + connect.target().address() + "]:"
                                + connect.target().port()))
                .value(
                        "Bind to",
                        network(connect -> connect.bindAddress() == null
                                ? null
                                : "[" + connect.bindAddress() + "]:" + connect.bindPort()))
                .value("Bind i/f", network(ConnectSpec::bindInterface))
                .value("Mark", network(connect -> connect.mark() == 0 ? null : connect.mark()))
                .value("Timeout", Texts::time, network(ConnectSpec::timeout));
    }

    private static Function<CheckerSpec, @Nullable Object> network(Function<ConnectSpec, @Nullable Object> value) {
        return checker -> checker instanceof CheckerSpec.Network network ? value.apply(network.connect()) : null;
    }

    private static void web(Mapping<CheckerSpec> mapping) {
        web(mapping, "Enable SNI", CheckerSpec.WebSettings::sni);
        web(mapping, "Fast recovery", CheckerSpec.WebSettings::fastRecovery);
    }

    /** {@code label set} or {@code label unset}. */
    private static void web(
            Mapping<CheckerSpec> mapping, String label, Function<CheckerSpec.WebSettings, Boolean> value) {
        mapping.words(
                label + " (set|unset)",
                text -> text,
                checker ->
                        checker instanceof CheckerSpec.Web web ? value.apply(web.settings()) ? "set" : "unset" : null);
    }

    private static void udp(Mapping<CheckerSpec> mapping) {
        mapping.value(
                        "Require reply",
                        checker -> checker instanceof CheckerSpec.UdpCheck udp ? yes(udp.requireReply()) : null)
                .words(
                        "Payload (specified = no|len = \\d+)",
                        text -> text,
                        checker -> checker instanceof CheckerSpec.UdpCheck udp
                                ? udp.payload().equals(HexPattern.DEFAULT_PAYLOAD)
                                        ? "specified = no"
                                        : "len = " + udp.payload().length()
                                : null)
                .value("Min reply length", replied((udp, reply) -> udp.minReplyLength()))
                .value("Max reply length", replied((udp, reply) -> udp.maxReplyLength()))
                .value("Reply data len", replied((udp, reply) -> reply.length()))
                .value(
                        "Reply data mask",
                        replied((udp, reply) -> yes(reply.digits().contains("x"))));
    }

    /** What is shown of an answer that has to have a certain content. */
    private static Function<CheckerSpec, @Nullable Object> replied(
            BiFunction<CheckerSpec.UdpCheck, HexPattern, Object> value) {
        return checker -> {
            HexPattern reply = checker instanceof CheckerSpec.UdpCheck udp ? udp.reply() : null;
            return reply == null ? null : value.apply((CheckerSpec.UdpCheck) checker, reply);
        };
    }

    private static void misc(Mapping<CheckerSpec> mapping, WishedHost host) {
        mapping.value(
                        "script",
                        checker -> checker instanceof CheckerSpec.MiscCheck misc
                                ? Texts.words(misc.command(), host)
                                : null)
                .value(
                        "uid:gid",
                        checker -> checker instanceof CheckerSpec.MiscCheck misc
                                ? Texts.owner(misc.command(), host)
                                : null)
                .value(
                        "timeout",
                        Texts::time,
                        checker -> checker instanceof CheckerSpec.MiscCheck misc ? misc.timeout() : null)
                .value(
                        "dynamic",
                        checker ->
                                checker instanceof CheckerSpec.MiscCheck misc ? misc.dynamic() ? "YES" : "NO" : null);
    }

    /**
     * The lines below {@code Checked url = PATH}.
     *
     * @param inherited host name of urls that have none, which the dump does not repeat; null for none
     */
    static Mapping<UrlSpec> url(@Nullable String inherited) {
        return new Mapping<UrlSpec>()
                .value("digest", UrlSpec::digest)
                .list(
                        "HTTP Status Code\\(s\\)",
                        text -> text,
                        url -> url.statusCodes().stream()
                                .map(range -> range.first() == range.last()
                                        ? Integer.toString(range.first())
                                        : range.first() + "-" + range.last())
                                .toList())
                .value("Virtual host", url -> Objects.equals(url.host(), inherited) ? null : url.host())
                .whenSet()
                .value("Regex", url -> regex(url, regex -> '"' + regex.pattern() + '"'))
                .list(
                        "Regex options:",
                        text -> text.toLowerCase(Locale.ROOT),
                        url -> url.regex() == null
                                ? List.of()
                                : url.regex().options().stream()
                                        .map(RegexSpec.Option::word)
                                        .toList())
                .ignored(RUN_TIME, "Regex ref count")
                .ignoredWords("memory of one regular expression engine", "Regex stack start .*");
    }

    private static @Nullable Object regex(UrlSpec url, Function<RegexSpec, Object> value) {
        return url.regex() == null ? null : value.apply(url.regex());
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
