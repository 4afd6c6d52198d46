package io.aloft.lab.sim;

import io.aloft.vrrp.sim.Incident;
import io.aloft.vrrp.sim.Interposer;
import java.util.ArrayList;
import java.util.List;

/** Leaves incidents out of a failing scenario as long as the same invariant still fails. */
public final class Shrinker {

    private Shrinker() {}

    /** The smallest failing outcome found; {@code failed} itself when every incident is needed. */
    public static Outcome shrink(Outcome failed, Interposer interposer) {
        Outcome best = failed;
        // Large pieces first: most incidents of a long scenario have nothing to do with the failure.
        for (int piece = Math.max(1, best.scenario().incidents().size() / 2); piece > 0; piece /= 2) {
            int from = 0;
            while (from < best.scenario().incidents().size()) {
                Outcome fewer = Simulation.run(without(best.scenario(), from, piece), interposer);
                if (sameBreach(fewer, failed)) {
                    best = fewer;
                } else {
                    from += piece;
                }
            }
        }
        return best;
    }

    private static Scenario without(Scenario scenario, int from, int count) {
        List<Incident> fewer = new ArrayList<>(scenario.incidents());
        fewer.subList(from, Math.min(fewer.size(), from + count)).clear();
        return scenario.withIncidents(fewer);
    }

    private static boolean sameBreach(Outcome one, Outcome other) {
        return one.breach().map(Outcome.Breach::invariant).equals(other.breach().map(Outcome.Breach::invariant));
    }
}
