package io.aloft.daemon.command;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.diagnostic.Severity;
import io.aloft.config.host.OfflineHost;
import io.aloft.config.report.Report;
import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.sim.HostPlan;
import io.aloft.vrrp.sim.Incident;
import io.aloft.vrrp.sim.Interposer;
import io.aloft.vrrp.sim.Narrator;
import io.aloft.vrrp.sim.SimulatedNetwork;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aloft simulate}: who would be Master when, and why, if these files were live. */
@Command(
        name = "simulate",
        description = "Run directors in virtual time and say who is Master when, and why.",
        footerHeading = "%nEvents are TIME:WHAT, with TIME as 5s, 2.5s, 300ms or 2m:%n",
        footer = EventText.ACCEPTED,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:at the end every virtual router has exactly one Master",
            "1:at the end some virtual router has none, or more than one",
            "3:a file cannot be used, or the command line makes no sense"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final long SECOND = 1_000_000_000L;
    private static final long SCRIPT_NANOS = 10_000_000;

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "One configuration for each director.")
    private List<Path> files = List.of();

    @Option(names = "--event", paramLabel = "EVENT", description = "What befalls them; may be given many times.")
    private List<String> events = List.of();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long to run; long enough to settle after the last event by default.")
    private @Nullable String duration;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Which packets are lost under loss; 1 by default.")
    private long seed = 1;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<ConfigImage> images = new ArrayList<>();
        for (Path file : files) {
            ConfigImage image = load(file);
            if (image == null) {
                return Report.CANNOT_CHECK;
            }
            images.add(image);
        }
        List<HostPlan> plans = SimulatedMachines.plans(SimulatedMachines.names(files), images);
        try {
            return run(plans);
        } catch (EventText.Mistake e) {
            surroundings.err().println("aloft: " + e.getMessage());
            return Report.CANNOT_CHECK;
        }
    }

    /** As {@code check --offline} reads it; null when nothing of it can run. */
    private @Nullable ConfigImage load(Path file) {
        var host = new OfflineHost(surroundings.host());
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host).forTest(), host);
        ConfigImage image = result.runnable() == null ? result.image() : result.runnable();
        if (image == null || result.unbalanced() || image.virtualRouters().isEmpty()) {
            surroundings
                    .err()
                    .println("aloft: " + file + " has no vrrp_instance that could run; aloft check --offline " + file
                            + " says more");
            return null;
        }
        long errors = result.diagnostics().stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .count();
        if (errors > 0 || !result.leftOut().isEmpty()) {
            String left = result.leftOut().isEmpty() ? "" : ", left out: " + String.join(", ", result.leftOut());
            surroundings
                    .err()
                    .println("aloft: " + file + " has errors (" + errors + ")" + left + "; aloft check --offline "
                            + file + " shows them");
        }
        return image;
    }

    private int run(List<HostPlan> plans) throws EventText.Mistake {
        Map<Incident.What, String> words = new IdentityHashMap<>();
        List<Incident> incidents = new ArrayList<>();
        incidents.add(new Incident(0, new Incident.What.Change(EventText.weather(0))));
        List<Incident> asked = asked(plans, words);
        incidents.addAll(starts(plans, asked, words));
        incidents.addAll(asked);
        long end = duration == null ? settled(plans, asked) : EventText.nanos(duration);
        var narrator = new Narrator(words);
        var network = new SimulatedNetwork(plans, incidents, seed, Interposer.NONE, narrator);
        network.scriptsTake(SCRIPT_NANOS);
        network.run(end);
        for (int i = 0; i < plans.size(); i++) {
            surroundings
                    .out()
                    .println(plans.get(i).name() + " is " + files.get(i) + " with "
                            + plans.get(i).addresses());
        }
        surroundings.out().println();
        List<String> summary = narrator.summary(network, end);
        narrator.lines().forEach(surroundings.out()::println);
        surroundings
                .out()
                .printf(
                        "%nAfter %s s:%n",
                        BigDecimal.valueOf(end, 9).stripTrailingZeros().toPlainString());
        summary.forEach(surroundings.out()::println);
        surroundings.out().flush();
        return narrator.served() ? Report.CLEAN : Report.WARNINGS;
    }

    private List<Incident> asked(List<HostPlan> plans, Map<Incident.What, String> words) throws EventText.Mistake {
        var reader = new EventText(plans, file -> load(Path.of(file)));
        List<Incident> asked = new ArrayList<>();
        for (String event : events) {
            List<Incident> read = reader.read(event);
            // Said once, also when it concerns several interfaces.
            read.stream()
                    .findFirst()
                    .ifPresent(first -> words.put(first.what(), event.substring(event.indexOf(':') + 1)));
            asked.addAll(read);
        }
        asked.sort(Comparator.comparingLong(Incident::atNanos));
        return asked;
    }

    /** Every director starts at once, but for one whose first event is its start. */
    private static List<Incident> starts(List<HostPlan> plans, List<Incident> asked, Map<Incident.What, String> words) {
        Set<Integer> later = new HashSet<>();
        Set<Integer> running = new HashSet<>();
        for (Incident incident : asked) {
            switch (incident.what()) {
                case Incident.What.Start start when !running.contains(start.node()) -> later.add(start.node());
                case Incident.What.Crash crash -> running.add(crash.node());
                case Incident.What.Stop stop -> running.add(stop.node());
                default -> {}
            }
        }
        List<Incident> starts = new ArrayList<>();
        for (int node = 0; node < plans.size(); node++) {
            if (!later.contains(node)) {
                var start = new Incident.What.Start(node);
                words.put(start, "start:" + plans.get(node).name());
                starts.add(new Incident(0, start));
            }
        }
        return starts;
    }

    /** Two elections after the last event, and what preempt_delay and startup delays add. */
    private static long settled(List<HostPlan> plans, List<Incident> asked) {
        long last = asked.isEmpty() ? 0 : asked.getLast().atNanos();
        long election = 0;
        long delay = 0;
        for (HostPlan plan : plans) {
            delay = Math.max(delay, plan.image().global().vrrp().startupDelay().toNanos());
            for (VirtualRouterSpec router : plan.image().virtualRouters()) {
                long interval = router.advertInterval().toNanos();
                election = Math.max(election, (router.downTimerAdverts() + 1) * interval + SECOND);
                delay = Math.max(delay, router.preemptDelay().toNanos());
            }
        }
        return Math.ceilDiv(last + 2 * election + delay, SECOND) * SECOND + 5 * SECOND;
    }
}
