package io.aloft.posix;

import java.io.IOException;
import java.io.Serial;

/** libnftables is not there, did not understand the commands, or the kernel refused them. */
public final class NftablesException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean libraryMissing;

    /** @param message the library's text, or what is missing */
    public NftablesException(String message) {
        this(message, false);
    }

    private NftablesException(String message, boolean libraryMissing) {
        super(message);
        this.libraryMissing = libraryMissing;
    }

    static NftablesException libraryMissing(String library) {
        return new NftablesException(
                library
                        + " cannot be loaded; install it (Debian, Ubuntu: apt-get install libnftables1; Fedora, RHEL:"
                        + " dnf install nftables)",
                true);
    }

    /** The text as one line, as a log needs it; nft points at its words with a second one. */
    public String oneLine() {
        return String.valueOf(getMessage()).replaceAll("\\s*\n[ ^]*", "; ").replaceAll("\\s+", " ");
    }

    /** Whether the library is not installed, so that trying again makes no sense. */
    public boolean isLibraryMissing() {
        return libraryMissing;
    }
}
