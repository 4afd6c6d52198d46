package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckerSpec;

/** What is known about one checker; immutable, moved on by each finished check. */
public sealed interface CheckerState permits PassFailState, UrlState {

    /** The verdict in force. Before the first check it is what the checker starts with: up, or down in alpha mode. */
    boolean up();

    /** Whether a check has come to a verdict yet. */
    boolean hasRun();

    /** Which of the checker's targets comes next: the index of a url, 0 where there is only one target. */
    int target();

    /**
     * A check of {@link #target()} has finished.
     *
     * @param now monotonic clock in nanoseconds; the next check is counted from here
     */
    CheckerStep on(CheckResult result, long now);

    /** The state at process start. One failure then is enough, whatever {@code retry} says. */
    static CheckerState starting(CheckedServer server, CheckerSpec spec) {
        return switch (spec) {
            case CheckerSpec.TcpCheck tcp -> PassFailState.starting(server, tcp.keyword(), tcp.timing());
            case CheckerSpec.HttpGet http -> UrlState.starting(server, http);
            case CheckerSpec.SslGet _,
                    CheckerSpec.SmtpCheck _,
                    CheckerSpec.DnsCheck _,
                    CheckerSpec.UdpCheck _,
                    CheckerSpec.PingCheck _,
                    CheckerSpec.MiscCheck _,
                    CheckerSpec.FileCheck _,
                    CheckerSpec.BfdCheck _ -> throw new IllegalStateException(spec.keyword() + " is not built");
        };
    }
}
