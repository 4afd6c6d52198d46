package io.aloft.lab.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree this program was built from: the lab is never shipped, so there is one. */
public final class Checkout {
    private Checkout() {}

    /**
     * The root directory.
     *
     * @throws IllegalStateException when started outside a checkout
     */
    public static Path root() {
        Path start =
                Path.of(System.getProperty("aloft.home", "")).toAbsolutePath().normalize();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve("lab/kernel-run"))) {
                return directory;
            }
        }
        throw new IllegalStateException("no Aloft checkout at " + start + " or above: start from inside one");
    }

    /** A file or directory of the checkout. */
    public static Path file(String relative) {
        return root().resolve(relative);
    }
}
