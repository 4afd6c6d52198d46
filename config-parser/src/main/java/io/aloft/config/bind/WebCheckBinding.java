package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.RegexSpec.Option;
import io.aloft.model.lvs.RegexSpec.Stack;
import io.aloft.model.lvs.UrlSpec.StatusRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code HTTP_GET} and {@code SSL_GET} with their urls. */
final class WebCheckBinding {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern STATUS = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;
    private static final Map<String, Option> OPTIONS =
            Stream.of(Option.values()).collect(Collectors.toUnmodifiableMap(Option::word, option -> option));

    static final BlockBinding<UrlDraft> HTTP_URL = url(new BlockBinding<>(CheckerBinding.PARENT + "HTTP_GET/url"));

    static final BlockBinding<UrlDraft> SSL_URL = url(new BlockBinding<UrlDraft>(CheckerBinding.PARENT + "SSL_GET/url"))
            .bool("tls_compliant", (url, on) -> url.closeNotify = on);

    static final BlockBinding<CheckerDraft.Web> HTTP = web(new BlockBinding<>(CheckerBinding.PARENT + "HTTP_GET"));

    static final BlockBinding<CheckerDraft.Web> SSL = web(new BlockBinding<CheckerDraft.Web>(
                    CheckerBinding.PARENT + "SSL_GET"))
            .bool("tls_compliant", (checker, on) -> checker.closeNotify = on);

    private WebCheckBinding() {}

    static void http(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        var draft = new CheckerDraft.Web(owner, false, statement.location());
        CheckerBinding.open(HTTP, owner, draft, statement, context);
    }

    static void ssl(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        var draft = new CheckerDraft.Web(owner, true, statement.location());
        CheckerBinding.open(SSL, owner, draft, statement, context);
    }

    private static BlockBinding<CheckerDraft.Web> web(BlockBinding<CheckerDraft.Web> block) {
        return CheckerBinding.network(block)
                .number("nb_get_retry", (checker, count) -> checker.checks.retry = count)
                .word("virtualhost", (checker, name) -> checker.checks.virtualHost = name)
                .statement("http_protocol", WebCheckBinding::protocol)
                .bool("enable_sni", (checker, on) -> checker.sni = on)
                .statement("sni_name", (checker, directive, statement, context) -> {
                    checker.sni = true;
                    checker.sniName = statement.arguments().isEmpty()
                            ? null
                            : firstArgument(statement).text();
                })
                .bool("fast_recovery", (checker, on) -> checker.fastRecovery = on)
                .statement("url", WebCheckBinding::url);
    }

    private static BlockBinding<UrlDraft> url(BlockBinding<UrlDraft> block) {
        return block.word("path", (url, path) -> url.path = path)
                .statement("digest", (url, directive, statement, context) -> {
                    String digest = digest(statement, context);
                    url.digest = digest == null ? url.digest : digest;
                })
                .statement("status_code", WebCheckBinding::statusCodes)
                .word("virtualhost", (url, name) -> url.virtualHost = name)
                .statement("regex", WebCheckBinding::regex)
                .flag("regex_no_match", url -> url.regex().noMatch = true)
                .statement("regex_options", WebCheckBinding::regexOptions)
                .statement("regex_min_offset", (url, directive, statement, context) -> {
                    Long offset = offset(statement, context);
                    url.regex().minOffset = offset == null ? 0 : offset;
                })
                .statement("regex_max_offset", (url, directive, statement, context) -> {
                    Long offset = offset(statement, context);
                    url.regex().maxOffset = offset == null ? Long.valueOf(0) : offset;
                })
                .statement("regex_stack", WebCheckBinding::regexStack)
                .atEnd((url, written, closing, context) -> checkRegex(url, context));
    }

    private static void protocol(
            CheckerDraft.Web checker, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        switch (word.text()) {
            case "1.0" -> checker.protocol = HttpProtocol.HTTP_1_0;
            case "1.0C", "1.0c" -> checker.protocol = HttpProtocol.HTTP_1_0_CLOSE;
            case "1.1" -> checker.protocol = HttpProtocol.HTTP_1_1;
            default ->
                context.error(
                        Code.NOT_A_CHOICE,
                        word.location(),
                        "http_protocol " + word + " is none of 1.0, 1.0C, 1.1, ignored");
        }
    }

    private static void url(CheckerDraft.Web checker, Directive directive, Statement statement, BindContext context) {
        var url = new UrlDraft(checker, statement.location());
        BlockReader.read(checker.tls ? SSL_URL : HTTP_URL, url, statement, context);
        if (url.path != null) {
            checker.urls.add(url);
        } else if (statement.block() != null) {
            context.error(Code.URL_WITHOUT_PATH, statement.block().closing(), "url ends without path; it is ignored");
        }
    }

    /** In lower case; null, reported, when it is no MD5 digest. */
    private static @Nullable String digest(Statement statement, BindContext context) {
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
    private static void statusCodes(UrlDraft url, Directive directive, Statement statement, BindContext context) {
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
                url.statusCodes.add(new StatusRange(first, last));
            }
        }
    }

    /** Split by the script rules, which keep the backslashes of the pattern. */
    private static void regex(UrlDraft url, Directive directive, Statement statement, BindContext context) {
        List<String> pattern = ScriptWords.splitLine(statement.rawArguments());
        if (pattern == null || pattern.size() != 1) {
            context.error(
                    Code.REGEX_WORDS, statement.location(), "regex takes exactly one word, ignored; quote the pattern");
        } else {
            url.regex().pattern = pattern.getFirst();
        }
    }

    private static void regexOptions(UrlDraft url, Directive directive, Statement statement, BindContext context) {
        for (Word word : statement.arguments()) {
            Option option = OPTIONS.get(word.text());
            if (option == null) {
                var known = new ArrayList<>(OPTIONS.keySet());
                known.sort(null);
                context.caution(
                        Code.NOT_A_CHOICE,
                        word.location(),
                        "regex_options: '" + word + "' is ignored",
                        "expected: " + String.join(" ", known));
            } else {
                url.regex().options.add(option);
            }
        }
    }

    /** Null, reported, when it is no number of octets. keepalived only logs what is wrong with these. */
    private static @Nullable Long offset(Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        Long offset = words.size() == 1 ? Operands.decimal(words.getFirst().text()) : null;
        if (offset != null && offset >= 0) {
            return offset;
        }
        context.caution(
                Code.REGEX_SETTING,
                statement.location(),
                "'" + statement.rawText() + "' gives no number of octets (expected: at least 0), 0 is used",
                null);
        return null;
    }

    private static void regexStack(UrlDraft url, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        Long start = words.size() == 2 ? Operands.decimal(words.getFirst().text()) : null;
        Long max = words.size() == 2 ? Operands.decimal(words.getLast().text()) : null;
        if (start == null || max == null || start < 1 || start > max) {
            context.caution(
                    Code.REGEX_SETTING,
                    statement.location(),
                    "'" + statement.rawText() + "' is ignored (expected: START MAX in octets, START not above MAX)",
                    null);
        } else {
            url.regex().stack = new Stack(start, max);
        }
    }

    private static void checkRegex(UrlDraft url, BindContext context) {
        RegexDraft regex = url.regex;
        if (regex == null) {
            return;
        }
        if (regex.pattern == null) {
            context.caution(
                    Code.REGEX_SETTING,
                    url.location(),
                    "the settings of a regular expression are ignored without regex",
                    null);
            url.regex = null;
        } else if (regex.maxOffset != null && regex.minOffset > regex.maxOffset) {
            context.caution(
                    Code.REGEX_SETTING,
                    url.location(),
                    "regex_min_offset " + regex.minOffset + " is above regex_max_offset " + regex.maxOffset
                            + "; both are ignored",
                    null);
            regex.minOffset = 0;
            regex.maxOffset = null;
        }
    }
}
