package io.aloft.checkers.health;

import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What keepalived does with a virtual server, told the way it works: with flags, and commands to the kernel one after the
 * other. Written to have something to compare the health of a virtual server with, it shares nothing with it.
 *
 * <p>Each real server's first checker is a FILE_CHECK of weight 1, the others are TCP_CHECKs without retries.
 */
final class KeepalivedOracle {

    private final VirtualServerSpec spec;
    private final Real[] reals;
    private final List<String> lines = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Integer> table = new TreeMap<>();
    private boolean quorumUp;
    private boolean sorryAlive;

    /** At process start. */
    KeepalivedOracle(VirtualServerSpec spec) {
        this.spec = spec;
        this.reals = new Real[spec.realServers().size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = new Real(spec.realServers().get(i).checkers().size());
            for (int c = 1; c < reals[i].up.length; c++) {
                reals[i].up[c] = !spec.realServers().get(i).checkers().get(c).alpha();
                reals[i].failed += reals[i].up[c] ? 0 : 1;
            }
            reals[i].weight = spec.realServers().get(i).weight();
            if (reals[i].failed == 0) {
                reals[i].alive = true;
                table.put(address(i), reals[i].weight);
            } else if (inhibit(i)) {
                table.put(address(i), 0);
            }
        }
        quorum(true);
        SorryServerSpec sorry = spec.sorryServer();
        if (sorry != null && sorry.inhibit()) {
            table.putIfAbsent(sorry.endpoint().toString(), 0);
        }
    }

    private KeepalivedOracle(KeepalivedOracle other) {
        spec = other.spec;
        reals = Arrays.stream(other.reals).map(Real::new).toArray(Real[]::new);
        table.putAll(other.table);
        quorumUp = other.quorumUp;
        sorryAlive = other.sorryAlive;
    }

    /** The same state, without what it has said. */
    KeepalivedOracle copy() {
        return new KeepalivedOracle(this);
    }

    List<String> lines() {
        return lines;
    }

    List<String> told() {
        return told;
    }

    Map<String, Integer> table() {
        return table;
    }

    boolean alive(int real) {
        return reals[real].alive;
    }

    boolean quorumUp() {
        return quorumUp;
    }

    boolean sorryAlive() {
        return sorryAlive;
    }

    /** Everything that it remembers. */
    String key() {
        return Arrays.toString(reals) + quorumUp + sorryAlive + table;
    }

    void check(int real, int checker, boolean passed) {
        Real it = reals[real];
        boolean first = !it.run[checker];
        it.run[checker] = true;
        if (passed && (first || !it.up[checker])) {
            lines.add("TCP connection to " + name(real) + " success.");
        } else if (!passed && (first || it.up[checker])) {
            lines.add("TCP_CHECK on service " + name(real) + " failed.");
        }
        if (passed == it.up[checker]) {
            boolean alpha = spec.realServers().get(real).checkers().get(checker).alpha();
            if (first && (alpha || !passed)) {
                tell(real, it.alive);
            }
            return;
        }
        it.up[checker] = passed;
        if (passed) {
            if (it.failed <= 1) {
                perform(real, true);
            }
            it.failed--;
        } else {
            if (it.failed == 0) {
                perform(real, false);
            }
            it.failed++;
        }
    }

    private void perform(int real, boolean up) {
        if (reals[real].alive == up) {
            return;
        }
        String words = up ? "Adding service %s to VS %s" : "Removing service %s from VS %s";
        String inhibited = up ? "Enabling service %s of VS %s" : "Disabling service %s of VS %s";
        lines.add((inhibit(real) ? inhibited : words).formatted(name(real), spec.key()));
        if (pooled()) {
            kernel(real, up);
        }
        reals[real].alive = up;
        tell(real, up);
        quorum(false);
    }

    void weight(int real, int weight) {
        Real it = reals[real];
        if (weight == it.weight) {
            return;
        }
        lines.add("Changing weight from %d to %d for %s service %s of VS %s"
                .formatted(it.weight, weight, it.alive ? "active" : "inactive", name(real), spec.key()));
        it.weight = weight;
        if (it.alive && pooled()) {
            table.put(address(real), weight);
        }
        quorum(false);
    }

    private void quorum(boolean init) {
        long weight = 0;
        for (Real real : reals) {
            weight += real.alive ? real.weight : 0;
        }
        long q = spec.quorum().needed();
        long h = spec.quorum().hysteresis();
        SorryServerSpec sorry = spec.sorryServer();
        if (!quorumUp && weight >= q + h) {
            quorumUp = true;
            lines.add("Gained quorum %d+%d=%d <= %d for VS %s".formatted(q, h, q + h, weight, spec.key()));
            if (sorry != null && sorryAlive) {
                String words = sorry.inhibit() ? "Disabling" : "Removing";
                lines.add(words + " sorry server " + name(sorry.endpoint()) + " from VS " + spec.key());
                if (sorry.inhibit()) {
                    table.put(sorry.endpoint().toString(), 0);
                } else {
                    table.remove(sorry.endpoint().toString());
                }
                sorryAlive = false;
                lines.add("Adding alive servers to the pool for VS " + spec.key());
                everyAlive(true);
            }
            told.add("VS " + spec.key() + " UP");
        } else if (quorumUp && (weight == 0 || weight < q - h)) {
            quorumUp = false;
            lines.add("Lost quorum %d-%d=%d > %d for VS %s".formatted(q, h, q - h, weight, spec.key()));
            sorryComes(sorry);
            told.add("VS " + spec.key() + " DOWN");
        } else if (init && !quorumUp && sorry != null) {
            // The sign is what keepalived gets wrong and Aloft does not.
            String sign = h == 0 ? "-" : "+";
            lines.add("Starting with quorum down %d%s%d=%d > %d for VS %s"
                    .formatted(q, sign, h, q + h, weight, spec.key()));
            sorryComes(sorry);
            told.add("VS " + spec.key() + " DOWN");
        }
    }

    private void sorryComes(@Nullable SorryServerSpec sorry) {
        if (sorry == null || sorryAlive) {
            return;
        }
        String words = sorry.inhibit() ? "Enabling" : "Adding";
        lines.add(words + " sorry server " + name(sorry.endpoint()) + " to VS " + spec.key());
        lines.add("Removing alive servers from the pool for VS " + spec.key());
        everyAlive(false);
        table.put(sorry.endpoint().toString(), 1);
        sorryAlive = true;
    }

    private void everyAlive(boolean add) {
        for (int i = 0; i < reals.length; i++) {
            if (reals[i].alive) {
                kernel(i, add);
            }
        }
    }

    private void kernel(int real, boolean add) {
        if (add) {
            table.put(address(real), reals[real].weight);
        } else if (inhibit(real)) {
            table.put(address(real), 0);
        } else {
            table.remove(address(real));
        }
    }

    private boolean pooled() {
        return quorumUp || spec.sorryServer() == null || !sorryAlive;
    }

    private boolean inhibit(int real) {
        return spec.realServers().get(real).inhibitOnFailure();
    }

    private void tell(int real, boolean up) {
        told.add("RS " + name(real) + " " + spec.key() + (up ? " UP" : " DOWN"));
    }

    private String address(int real) {
        return spec.realServers().get(real).endpoint().toString();
    }

    private String name(int real) {
        return name(spec.realServers().get(real).endpoint());
    }

    private static String name(Endpoint endpoint) {
        return "[" + endpoint.address() + "]:tcp:" + endpoint.port();
    }

    /** A real server's flags. */
    private static final class Real {
        private final boolean[] up;
        private final boolean[] run;
        private boolean alive;
        private int failed;
        private int weight;

        Real(int checkers) {
            up = new boolean[checkers];
            run = new boolean[checkers];
            up[0] = true;
        }

        Real(Real other) {
            up = other.up.clone();
            run = other.run.clone();
            alive = other.alive;
            failed = other.failed;
            weight = other.weight;
        }

        @Override
        public String toString() {
            return Arrays.toString(up) + Arrays.toString(run) + alive + failed + " " + weight;
        }
    }
}
