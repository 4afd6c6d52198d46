package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.UrlSpec.StatusRange;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code TCP_CHECK}, {@code HTTP_GET} and its {@code url}. */
final class CheckerBinding {

    private static final String PARENT = "virtual_server/real_server/";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern STATUS = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;

    static final BlockBinding<UrlDraft> URL = new BlockBinding<UrlDraft>(PARENT + "HTTP_GET/url")
            .word("path", (url, path) -> url.path = path)
            .statement("digest", (url, directive, statement, context) -> {
                String digest = digest(statement, context);
                url.digest = digest == null ? url.digest : digest;
            })
            .statement(
                    "status_code",
                    (url, directive, statement, context) -> url.statusCodes.addAll(statusCodes(statement, context)))
            .word("virtualhost", (url, name) -> url.virtualHost = name);

    static final BlockBinding<CheckerDraft> TCP = network(new BlockBinding<>(PARENT + "TCP_CHECK"));

    static final BlockBinding<CheckerDraft> HTTP = network(new BlockBinding<>(PARENT + "HTTP_GET"))
            .number("nb_get_retry", (checker, count) -> checker.checks.retry = count)
            .word("virtualhost", (checker, name) -> checker.checks.virtualHost = name)
            .statement("http_protocol", CheckerBinding::httpProtocol)
            .statement("url", CheckerBinding::url);

    private CheckerBinding() {}

    /** What every checker over the network takes. */
    private static BlockBinding<CheckerDraft> network(BlockBinding<CheckerDraft> block) {
        return CheckSettingsBinding.addTo(block, checker -> checker.checks)
                .bool("alpha", (checker, on) -> checker.checks.alpha = on)
                .statement("connect_ip", (checker, directive, statement, context) -> {
                    IpAddress address = Endpoints.address(statement, familyOf(checker.bindAddress), context);
                    checker.connectAddress = address == null ? checker.connectAddress : address;
                })
                .number("connect_port", (checker, port) -> checker.connectPort = (int) port)
                .statement("bindto", (checker, directive, statement, context) -> {
                    IpAddress address = Endpoints.address(statement, familyOf(checker.connectAddress), context);
                    checker.bindAddress = address == null ? checker.bindAddress : address;
                })
                .number("bind_port", (checker, port) -> checker.bindPort = (int) port);
    }

    private static @Nullable AddressFamily familyOf(@Nullable IpAddress address) {
        return address == null ? null : address.family();
    }

    static void open(RealServerDraft owner, CheckerDraft.Kind kind, Statement statement, BindContext context) {
        var draft = new CheckerDraft(owner, kind, statement.location());
        owner.checkers.add(draft);
        BlockReader.read(kind == CheckerDraft.Kind.TCP_CHECK ? TCP : HTTP, draft, statement, context);
    }

    private static void httpProtocol(
            CheckerDraft checker, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        switch (word.text()) {
            case "1.0" -> checker.httpProtocol = HttpProtocol.HTTP_1_0;
            case "1.0C", "1.0c" -> checker.httpProtocol = HttpProtocol.HTTP_1_0_CLOSE;
            case "1.1" -> checker.httpProtocol = HttpProtocol.HTTP_1_1;
            default ->
                context.error(
                        Code.NOT_A_CHOICE,
                        word.location(),
                        "http_protocol " + word + " is none of 1.0, 1.0C, 1.1, ignored");
        }
    }

    private static void url(CheckerDraft checker, Directive directive, Statement statement, BindContext context) {
        var url = new UrlDraft(checker, statement.location());
        BlockReader.read(URL, url, statement, context);
        if (url.path == null) {
            context.error(Code.URL_WITHOUT_PATH, statement.location(), "url without path, ignored");
        } else {
            checker.urls.add(url);
        }
    }

    /** In lower case; null, reported, when it is no MD5 digest. */
    static @Nullable String digest(Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        if (DIGEST.matcher(word.text()).matches()) {
            return word.text().toLowerCase(Locale.ROOT);
        }
        context.error(
                Code.NOT_HEXADECIMAL,
                word.location(),
                "digest has " + word.text().length()
                        + " characters or one that is no hex digit (expected: 32 hex digits), ignored");
        return null;
    }

    /** The codes and ranges that can be used; the others are reported. */
    static List<StatusRange> statusCodes(Statement statement, BindContext context) {
        var ranges = new ArrayList<StatusRange>();
        for (Word word : statement.arguments()) {
            Matcher matcher = STATUS.matcher(word.text());
            int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
            int last = first < 0 || matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first < FIRST_STATUS || last > LAST_STATUS || last < first) {
                context.error(
                        Code.STATUS_CODE,
                        word.location(),
                        "status_code " + word + " is no code or range within " + FIRST_STATUS + ".." + LAST_STATUS
                                + ", skipped");
            } else {
                ranges.add(new StatusRange(first, last));
            }
        }
        return ranges;
    }
}
