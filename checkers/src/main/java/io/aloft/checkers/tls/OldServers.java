package io.aloft.checkers.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets this process speak to servers that know nothing but old versions of TLS, which the JDK refuses by default. A check
 * protects no secret: a server that clients reach must not count as dead because of its age.
 */
final class OldServers {

    private static final String PROPERTY = "jdk.tls.disabledAlgorithms";
    private static final Set<String> ADMITTED = Set.of("TLSv1", "TLSv1.1", "TLS_RSA_*");

    private OldServers() {}

    /** Has an effect until TLS is used for the first time. */
    static void admit() {
        String disabled = Security.getProperty(PROPERTY);
        if (disabled != null) {
            Security.setProperty(
                    PROPERTY,
                    Arrays.stream(disabled.split(","))
                            .map(String::strip)
                            .filter(entry -> !ADMITTED.contains(entry))
                            .collect(Collectors.joining(", ")));
        }
    }
}
