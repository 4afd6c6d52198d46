package io.aloft.vrrp.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.track.HostFacts.Hearing;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import io.aloft.vrrp.track.ScriptRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine: what its kernel holds outlives the director process that runs on it, if one does. */
public final class SimulatedHost {

    private static final ScriptRun SUCCESS = new ScriptRun.Exited(0);
    private static final long NO_END = Long.MAX_VALUE;

    private final int index;
    private HostPlan plan;

    /** Virtual addresses on the interfaces, and when the kernel removes each by itself. */
    private final Map<VirtualAddress, Long> held = new LinkedHashMap<>();

    private final Set<String> unplugged = new HashSet<>();
    private final Map<String, ScriptRun> scriptRuns = new HashMap<>();
    private final Map<String, Integer> files = new HashMap<>();
    private final Map<String, Boolean> processes = new HashMap<>();
    private final Map<String, Boolean> bfdSessions = new HashMap<>();
    private int refusals;
    private boolean busy;
    private RouterEvent.@Nullable PacketsDropped dropped;
    private long missingNanos = -Weather.LONGEST_DELAY_NANOS;
    private @Nullable SimulatedDirector director;

    SimulatedHost(int index, HostPlan plan) {
        this.index = index;
        this.plan = plan;
    }

    /** Its number in the network, from 0. */
    public int index() {
        return index;
    }

    public HostPlan plan() {
        return plan;
    }

    void plan(HostPlan next) {
        plan = next;
    }

    /** The process that runs now; null for none. */
    public @Nullable SimulatedDirector director() {
        return director;
    }

    void runs(@Nullable SimulatedDirector process) {
        director = process;
    }

    /** Whether the cable of an interface is plugged. */
    public boolean carrier(String interfaceName) {
        return unplugged.isEmpty() || !unplugged.contains(plan.below(interfaceName));
    }

    void carrier(String interfaceName, boolean up) {
        if (up) {
            unplugged.remove(interfaceName);
        } else {
            unplugged.add(interfaceName);
        }
    }

    ScriptRun scriptRun(String name) {
        return scriptRuns.getOrDefault(name, SUCCESS);
    }

    void scriptRun(String name, ScriptRun run) {
        scriptRuns.put(name, run);
    }

    /** What its tracked files hold, those that say something. */
    public Map<String, Integer> files() {
        return files;
    }

    void file(String name, int value) {
        files.put(name, value);
    }

    void process(String name, boolean reached) {
        processes.put(name, reached);
    }

    void bfd(String name, boolean up) {
        bfdSessions.put(name, up);
    }

    /** Every tracked process runs unless somebody says otherwise. */
    Map<String, Boolean> processes() {
        Map<String, Boolean> all = new HashMap<>();
        plan.image().tracked().processes().forEach(process -> all.put(process.name(), true));
        all.putAll(processes);
        return all;
    }

    Map<String, Boolean> bfdSessions() {
        Map<String, Boolean> all = new HashMap<>();
        plan.image().tracked().bfdInstances().forEach(bfd -> all.put(bfd.name(), true));
        all.putAll(bfdSessions);
        return all;
    }

    /** Its interfaces as the kernel reports them. */
    Map<String, LinkFacts> links() {
        Map<String, LinkFacts> links = new HashMap<>();
        for (String name : plan.interfaces()) {
            List<IpAddress> addresses = new ArrayList<>(plan.addresses().getOrDefault(name, List.of()));
            held.keySet().stream()
                    .filter(one -> one.device().equals(name))
                    .forEach(one -> addresses.add(one.address()));
            links.put(name, new LinkFacts(carrier(name), Hearing.YES, addresses));
        }
        return links;
    }

    // Dropped packets

    void busy(boolean begins) {
        busy = begins;
    }

    /** Whether it is too busy to take what arrives. */
    boolean busy() {
        return busy;
    }

    /** Whether a packet that arrives is dropped. */
    boolean drops(long now) {
        if (busy) {
            dropped = new RouterEvent.PacketsDropped(dropped == null ? 1 : dropped.packets() + 1, now);
        }
        return busy;
    }

    /** All packets that were dropped; null for none. */
    public RouterEvent.@Nullable PacketsDropped dropped() {
        return dropped;
    }

    // Virtual addresses

    /** Virtual addresses that are on the interfaces now. */
    public Set<VirtualAddress> held() {
        return held.keySet();
    }

    void refuse(int times) {
        refusals = times;
    }

    /**
     * Puts addresses on the interface and returns those that the kernel refused.
     *
     * @param untilNanos when the kernel removes them; null for never
     */
    List<VirtualAddress> add(List<VirtualAddress> addresses, @Nullable Long untilNanos, long now) {
        List<VirtualAddress> refused = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            if (refusals > 0 && !held.containsKey(address)) {
                refusals--;
                refused.add(address);
                missingNanos = now;
            } else {
                held.put(address, untilNanos == null ? NO_END : untilNanos);
            }
        }
        return refused;
    }

    /** Removes the addresses whose lease is over, and returns them. */
    List<VirtualAddress> expire(long now) {
        List<VirtualAddress> gone = held.entrySet().stream()
                .filter(entry -> entry.getValue() <= now)
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(held::remove);
        return gone;
    }

    /** When an address was last refused, or taken away by somebody else than the director. */
    public long missingNanos() {
        return missingNanos;
    }

    /** Somebody deletes an address by hand: which one, if there is any. */
    Optional<VirtualAddress> takeAddress(long now) {
        Optional<VirtualAddress> taken = held.keySet().stream().findFirst();
        taken.ifPresent(address -> {
            held.remove(address);
            missingNanos = now;
        });
        return taken;
    }

    void remove(List<VirtualAddress> addresses) {
        addresses.forEach(held::remove);
    }
}
