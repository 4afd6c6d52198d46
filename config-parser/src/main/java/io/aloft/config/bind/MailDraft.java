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

    public MailSettings settings() {
        return new MailSettings(
                recipients, from, server, port, heloName, connectTimeout, alert, alertVrrp, alertChecker, noFaultMails);
    }
}
