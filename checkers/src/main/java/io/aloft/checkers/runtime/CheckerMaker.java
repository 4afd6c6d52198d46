package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import org.jspecify.annotations.Nullable;

/** Makes checkers. */
interface CheckerMaker {

    /** A checker of one real server. */
    HealthChecker create(CheckedServer server, CheckerSpec.Polled spec);

    /** Checkers of SSL_GET made from now on show this certificate; null for none. */
    void useCertificate(@Nullable TlsClientSpec spec);
}
