package io.aloft.lab.dump;

import io.aloft.lab.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The configurations that the project ships. */
final class Examples {
    /** keepalived 2.2 does not know {@code auth_hmac}. */
    private static final String NEEDS_A_NEWER_KEEPALIVED = "auth-hmac";

    private Examples() {}

    /** Every one of them that keepalived can run, in the order of their names. */
    static void addTo(DumpLab lab) throws IOException {
        Path examples = Checkout.file("examples");
        try (Stream<Path> files = Files.walk(examples)) {
            files.filter(file -> file.toString().endsWith(".conf"))
                    .filter(file -> !file.startsWith(examples.resolve(NEEDS_A_NEWER_KEEPALIVED)))
                    .sorted()
                    .forEach(file ->
                            lab.add(file, examples.relativize(file).toString().replaceAll("\\W", "-"), "director"));
        }
    }
}
