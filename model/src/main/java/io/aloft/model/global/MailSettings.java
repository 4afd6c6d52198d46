package io.aloft.model.global;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mail about what happens.
 *
 * @param recipients in order; empty for no mail ({@code notification_email})
 * @param from sender ({@code notification_email_from}); null for USER@HOST
 * @param server address or host name of the mail server ({@code smtp_server}); null for none
 * @param port of the mail server, 1..65535 (default 25)
 * @param heloName what HELO says ({@code smtp_helo_name}); null for the host name
 * @param connectTimeout whole seconds 1..4294 ({@code smtp_connect_timeout}; default 30)
 * @param alert default of every {@code smtp_alert}; null leaves it to the object: real servers send, others do not
 * @param alertVrrp as {@code alert}, for instances and sync groups ({@code smtp_alert_vrrp}); null for {@code alert}
 * @param alertChecker as {@code alert}, for virtual and real servers ({@code smtp_alert_checker}); null for {@code alert}
 * @param noFaultMails transitions to FAULT are not mailed ({@code no_email_faults})
 */
public record MailSettings(
        List<String> recipients,
        @Nullable String from,
        @Nullable String server,
        int port,
        @Nullable String heloName,
        Duration connectTimeout,
        @Nullable Boolean alert,
        @Nullable Boolean alertVrrp,
        @Nullable Boolean alertChecker,
        boolean noFaultMails) {

    /** No mail. */
    public static final MailSettings DEFAULT =
            new MailSettings(List.of(), null, null, 25, null, Duration.ofSeconds(30), null, null, null, false);

    public MailSettings {
        recipients = List.copyOf(recipients);
    }
}
