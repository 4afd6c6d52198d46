package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the kernel's load balancing: opened when it is needed, and again, less and less often, after it was lost.
 * Belongs to one thread.
 */
final class KernelLink {

    private static final Logger log = LoggerFactory.getLogger(KernelLink.class);

    private final IpvsConnector connector;
    private final String consequence;
    private final Backoff backoff = new Backoff();
    private @Nullable IpvsClient client;
    private @Nullable String trouble;
    private int generation;

    /** @param consequence what the operator should know when there is no IPVS, as a sentence */
    KernelLink(IpvsConnector connector, String consequence) {
        this.connector = connector;
        this.consequence = consequence;
    }

    /**
     * The client, opened if need be; null while it is too early to try again.
     *
     * @param now monotonic clock in nanoseconds
     * @throws IpvsUnavailableException there is no way; to be handed to {@link #lost}
     */
    @Nullable
    IpvsClient use(long now) throws IpvsUnavailableException {
        IpvsClient present = client;
        if (present != null) {
            return present;
        }
        return now < backoff.at() ? null : open();
    }

    /** The client, opened even if it is too early to try again: for the last word. */
    IpvsClient useNow() throws IpvsUnavailableException {
        IpvsClient present = client;
        return present != null ? present : open();
    }

    private IpvsClient open() throws IpvsUnavailableException {
        IpvsClient opened = connector.open();
        client = opened;
        log.info("Initializing ipvs {}", opened.version());
        generation++;
        backoff.reset();
        trouble = null;
        return opened;
    }

    /** Counts the times it was opened: what was known of the kernel before may be wrong after. */
    int generation() {
        return generation;
    }

    /** The kernel stopped answering, or never did. */
    void lost(IpvsUnavailableException reason, long now) {
        close();
        backoff.fail(now);
        String text = String.valueOf(reason.getMessage());
        if (!text.equals(trouble)) {
            log.error(
                    "IPVS: Can't initialize ipvs: {}. {}; the kernel is tried again, at least every {} s",
                    text,
                    consequence,
                    Backoff.LONGEST_SECONDS);
        }
        trouble = text;
    }

    /** When it makes sense to try again; {@link Long#MAX_VALUE} while it is open. */
    long retryAt() {
        return client == null ? backoff.at() : Long.MAX_VALUE;
    }

    /** Why there is no way; null while there is, and before it was needed. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
