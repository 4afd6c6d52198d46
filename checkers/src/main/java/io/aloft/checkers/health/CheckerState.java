package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckerSpec;

/** What is known about one checker; immutable, moved on by each finished check. */
public sealed interface CheckerState permits CheckerState.Polling, FileState, BfdState {

    /** What is configured. */
    CheckerSpec spec();

    /** The verdict in force. Before the first check it is what the checker starts with: up, or down in alpha mode. */
    boolean up();

    /** Whether a check has come to a verdict yet. */
    boolean hasRun();

    /** What it adds to its server's weight, -2147483648..2147483647. */
    default long contribution() {
        return 0;
    }

    /**
     * A check of {@link Polling#target()} has finished, or somebody has told something.
     *
     * @param startedAt when the check began, monotonic nanoseconds
     * @param now monotonic nanoseconds; most kinds count the next check from here
     * @throws IllegalArgumentException for a result that this kind of checker never has
     */
    CheckerStep on(CheckResult result, long startedAt, long now);

    /**
     * Goes on under a changed configuration.
     *
     * @param changed the same checker by {@link CheckerIdentity}
     * @param weight configured weight of the real server
     */
    CheckerState carriedTo(CheckerSpec changed, long weight, HealthContext context);

    /** A checker without verdict begins anew: its first failure decides, and in alpha mode it is down until it passes. */
    CheckerState distrusted();

    /** A checker without verdict is taken for up, and its failures are tolerated from the first. */
    CheckerState trusted();

    /** A checker that asks again and again. */
    sealed interface Polling extends CheckerState permits PassFailState, UrlState, SmtpState, MiscState {

        Standing standing();

        @Override
        CheckerSpec.Polled spec();

        @Override
        default boolean up() {
            return standing().up();
        }

        @Override
        default boolean hasRun() {
            return standing().hasRun();
        }

        /** Which of the checker's targets comes next: the index of a url, 0 where there is only one target. */
        default int target() {
            return 0;
        }
    }

    /** A result that this kind of checker never has. */
    static IllegalArgumentException unexpected(CheckerSpec spec, CheckResult result) {
        return new IllegalArgumentException(spec.keyword() + " never ends with " + result);
    }

    /**
     * The state at process start. One failure then is enough, whatever {@code retry} says.
     *
     * @param weight configured weight of the real server
     */
    static CheckerState starting(CheckedServer server, long weight, CheckerSpec spec, HealthContext context) {
        return switch (spec) {
            case CheckerSpec.TcpCheck tcp -> PassFailState.starting(server, tcp, context);
            case CheckerSpec.UdpCheck udp -> PassFailState.starting(server, udp, context);
            case CheckerSpec.PingCheck ping -> PassFailState.starting(server, ping, context);
            case CheckerSpec.DnsCheck dns -> PassFailState.starting(server, dns, context);
            case CheckerSpec.Web web -> UrlState.starting(server, web, context);
            case CheckerSpec.SmtpCheck smtp -> SmtpState.starting(server, smtp, context);
            case CheckerSpec.MiscCheck misc -> MiscState.starting(server, misc, weight, context);
            case CheckerSpec.FileCheck file -> FileState.starting(server, file, context);
            case CheckerSpec.BfdCheck bfd -> BfdState.starting(server, bfd);
        };
    }
}
