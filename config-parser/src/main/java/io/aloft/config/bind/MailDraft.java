package io.aloft.config.bind;

import io.aloft.model.global.MailSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about mail. */
public final class MailDraft {

    final List<String> recipients = new ArrayList<>();

    @Nullable
    String from;

    @Nullable
    String server;

    int port = MailSettings.DEFAULT.port();

    @Nullable
    String heloName;

    Duration connectTimeout = MailSettings.DEFAULT.connectTimeout();

    @Nullable
    Boolean alert;

    @Nullable
    Boolean alertVrrp;

    @Nullable
    Boolean alertChecker;

    boolean noFaultMails;

    /** {@code smtp_alert} of virtual and real servers that do not say; {@code otherwise} when nothing here does either. */
    public boolean alertOfCheckers(boolean otherwise) {
        if (alertChecker != null) {
            return alertChecker;
        }
        return alert == null ? otherwise : alert;
    }

    public MailSettings settings() {
        return new MailSettings(
                recipients, from, server, port, heloName, connectTimeout, alert, alertVrrp, alertChecker, noFaultMails);
    }
}
