package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.number;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.global.MailSettings;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Keywords of {@code global_defs} about mail. */
final class MailKeywords {

    /** Digits and dots alone are a mistyped address. */
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.*[A-Za-z])[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");

    private static final Operands.Operand PORT = number(1, 65535);

    private MailKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        block.statement("notification_email", MailKeywords::recipients)
                .word("notification_email_from", (global, address) -> global.mail.from = address)
                .statement("smtp_server", MailKeywords::server)
                .word("smtp_helo_name", (global, name) -> global.mail.heloName = name)
                .seconds("smtp_connect_timeout", (global, timeout) -> global.mail.connectTimeout = timeout)
                .bool("smtp_alert", (global, on) -> global.mail.alert = on)
                .bool("smtp_alert_vrrp", (global, on) -> global.mail.alertVrrp = on)
                .bool("smtp_alert_checker", (global, on) -> global.mail.alertChecker = on)
                .flag("no_email_faults", global -> global.mail.noFaultMails = true);
    }

    private static void recipients(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        ListBlock.words(statement).forEach(word -> global.mail.recipients.add(word.text()));
    }

    /** HOST [PORT]. Names are looked up when mail is sent, so only their form counts here. */
    private static void server(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        Word host = words.getFirst();
        boolean usable = IpAddress.parse(host.text()).isPresent()
                || HOST_NAME.matcher(host.text()).matches();
        if (!usable) {
            context.error(
                    Code.SMTP_SERVER,
                    host.location(),
                    "smtp_server " + host + " is neither an address nor a host name, none is set");
        } else if (words.size() > 1 && PORT.expected(words.get(1).text(), context) != null) {
            context.error(
                    Code.PORT_NUMBER,
                    words.get(1).location(),
                    "smtp_server: port " + words.get(1) + " is out of range (1..65535), no server is set");
        } else {
            global.mail.server = host.text();
            global.mail.port = words.size() > 1 ? Integer.parseInt(words.get(1).text()) : MailSettings.DEFAULT.port();
        }
    }
}
