package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.ServiceKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that the kernel would not have as asked: each refusal is counted, told once for as long as it lasts, and
 * tried again less and less often.
 */
final class Troubles {

    /** Lines of one batch: a kernel that refuses everything must not fill the disk. */
    private static final int MOST_LINES = 20;

    private static final Logger log = LoggerFactory.getLogger(Troubles.class);

    private final Map<ServiceKey, Trouble> troubles = new LinkedHashMap<>();
    private long refusals;
    private int lines;

    /** A service that the kernel would not have as asked. */
    private static final class Trouble {
        private final Backoff backoff = new Backoff();
        private final Set<String> told = new HashSet<>();
        private String reason = "";
        private boolean refused;
        private boolean fresh;
    }

    boolean concern(ServiceKey key) {
        return troubles.containsKey(key);
    }

    boolean isEmpty() {
        return troubles.isEmpty();
    }

    /** Commands refused so far. */
    long refusals() {
        return refusals;
    }

    /** Those that are to be tried again now. */
    Set<ServiceKey> due(long now) {
        var due = new LinkedHashSet<ServiceKey>();
        troubles.forEach((key, trouble) -> {
            if (now >= trouble.backoff.at()) {
                due.add(key);
            }
        });
        return due;
    }

    long retryAt() {
        long earliest = Long.MAX_VALUE;
        for (Trouble trouble : troubles.values()) {
            earliest = Math.min(earliest, trouble.backoff.at());
        }
        return earliest;
    }

    /** The kernel's answers to one batch of commands follow. */
    void beginBatch() {
        lines = 0;
        troubles.values().forEach(trouble -> trouble.fresh = false);
    }

    /** The kernel's answers to all commands for one service; unwanted news come into {@code troubles}. */
    void digest(ServiceKey key, List<IpvsOutcome> outcomes, long now) {
        boolean serviceRefused = false;
        for (IpvsOutcome outcome : outcomes) {
            if (!outcome.succeeded()) {
                refusals++;
            }
            boolean surprising = switch (outcome.verdict()) {
                case DONE, ALREADY_ABSENT -> false;
                case CORRECTED, REFUSED -> true;
            };
            // Without its service no destination can be there; that says nothing new.
            if (surprising && !serviceRefused) {
                tell(troubles.computeIfAbsent(key, _ -> new Trouble()), outcome);
            }
            serviceRefused |= !outcome.succeeded() && outcome.command() instanceof IpvsCommand.AddService;
        }
        Trouble trouble = troubles.get(key);
        if (trouble != null && trouble.fresh) {
            trouble.backoff.fail(now);
        }
    }

    private void tell(Trouble trouble, IpvsOutcome outcome) {
        String line = outcome.describe();
        trouble.fresh = true;
        if (!outcome.succeeded()) {
            trouble.refused = true;
            trouble.reason = line;
        }
        if (trouble.told.add(line) && ++lines <= MOST_LINES) {
            log.warn("{}{}", line, outcome.succeeded() ? ": corrected" : "");
        }
    }

    /** Everything for these services has been said to the kernel; those of them that it took are no trouble any more. */
    void endBatch(Set<ServiceKey> said) {
        if (lines > MOST_LINES) {
            log.warn("IPVS: {} more commands were refused or corrected", lines - MOST_LINES);
        }
        var accepted = new LinkedHashSet<ServiceKey>();
        troubles.entrySet().removeIf(each -> {
            boolean over = !each.getValue().fresh && said.contains(each.getKey());
            if (over && each.getValue().refused) {
                accepted.add(each.getKey());
            }
            return over;
        });
        accepted.stream().limit(MOST_LINES).forEach(key -> log.info("IPVS accepts service {} now", key));
        if (accepted.size() > MOST_LINES) {
            log.info("IPVS accepts {} more services now", accepted.size() - MOST_LINES);
        }
    }

    /**
     * Forgets everything.
     *
     * @return the services that were in trouble
     */
    Set<ServiceKey> clear() {
        var keys = new LinkedHashSet<>(troubles.keySet());
        troubles.clear();
        return keys;
    }

    /** The refused ones, for people. */
    List<KernelStatus.Refused> refused() {
        return troubles.entrySet().stream()
                .filter(each -> each.getValue().refused)
                .limit(KernelStatus.MOST_REFUSED)
                .map(each -> new KernelStatus.Refused(each.getKey().toString(), each.getValue().reason))
                .toList();
    }

    /** How many services are refused. */
    int count() {
        return (int) troubles.values().stream().filter(each -> each.refused).count();
    }
}
