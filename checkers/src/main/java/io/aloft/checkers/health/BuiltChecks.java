package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckerSpec;
import java.util.function.Function;

/** Which kinds of checkers are built: the one place that says so. */
public final class BuiltChecks {

    private BuiltChecks() {}

    /**
     * What one of the functions makes of the checker.
     *
     * @throws IllegalStateException for a kind that is not built; the loader lets none of them run
     */
    public static <R> R choose(
            CheckerSpec spec, Function<CheckerSpec.TcpCheck, R> tcp, Function<CheckerSpec.HttpGet, R> http) {
        return switch (spec) {
            case CheckerSpec.TcpCheck check -> tcp.apply(check);
            case CheckerSpec.HttpGet check -> http.apply(check);
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
