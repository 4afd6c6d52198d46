package io.aloft.daemon;

import io.aloft.vrrp.runtime.GroupStatus;
import io.aloft.vrrp.runtime.JournalEntry;
import io.aloft.vrrp.runtime.RouterStatus;
import io.aloft.vrrp.runtime.VrrpStatus;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says on a signal where everything stands, and why, as an operator reads it. */
final class StatusLog {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private StatusLog() {}

    /** SIGUSR1: states with their causes, and the last transitions with what they rested on. */
    static void states(VrrpStatus status) {
        for (RouterStatus router : status.routers()) {
            String x = router.spec().name();
            LOG.info(
                    "({}) {} priority {}{}: {}",
                    x,
                    router.state(),
                    router.priority(),
                    router.master() == null ? "" : ", Master is " + router.master(),
                    router.cause());
            router.reasons().forEach(reason -> LOG.info("({})   priority: {}", x, reason));
            history("(" + x + ")", router.history());
        }
        for (GroupStatus group : status.groups()) {
            LOG.info("VRRP_Group({}) {}", group.spec().name(), group.state());
            history("VRRP_Group(" + group.spec().name() + ")", group.history());
        }
    }

    private static void history(String subject, List<JournalEntry> history) {
        for (JournalEntry entry : history) {
            LOG.info(
                    "{}   {} {} -> {}: {}",
                    subject,
                    entry.at().truncatedTo(ChronoUnit.MILLIS),
                    entry.change().from(),
                    entry.change().word(),
                    entry.change().cause());
            entry.change().facts().forEach(fact -> LOG.info("{}     {}", subject, fact));
        }
    }

    /** SIGUSR2: what each has sent, received and rejected, and how late the loop was at worst. */
    static void counters(VrrpStatus status) {
        for (RouterStatus router : status.routers()) {
            LOG.info("({}) {}", router.spec().name(), router.counters().describe());
        }
        LOG.info("VRRP loop: at most {} ms late", String.format("%.3f", status.worstLatenessNanos() / 1e6));
    }
}
