package io.aloft.vrrp.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** One Ethernet segment: decides for each receiver whether, when and how often a frame arrives. */
final class SimulatedLan {

    private record Way(int from, int to) {}

    private final SplittableRandom random;
    private final Set<Way> cuts = new HashSet<>();
    private Weather weather = Weather.CALM;

    SimulatedLan(SplittableRandom random) {
        this.random = random;
    }

    void cut(int from, int to) {
        cuts.add(new Way(from, to));
    }

    /** Cuts both ways between {@code some} of the nodes and the others. */
    void split(List<Integer> some, int nodes) {
        for (int inside : some) {
            IntStream.range(0, nodes).filter(n -> !some.contains(n)).forEach(outside -> {
                cut(inside, outside);
                cut(outside, inside);
            });
        }
    }

    void mend() {
        cuts.clear();
    }

    void weather(Weather next) {
        weather = next;
    }

    /** Whether every frame arrives, soon and once. */
    boolean calm() {
        return cuts.isEmpty() && weather.equals(Weather.CALM);
    }

    /** When a frame that is sent now arrives at {@code to}: delays in nanoseconds, none if it is lost. */
    long[] delays(int from, int to) {
        if (cuts.contains(new Way(from, to)) || random.nextInt(1000) < weather.lossPermille()) {
            return new long[0];
        }
        int copies = random.nextInt(1000) < weather.duplicatePermille() ? 2 : 1;
        return LongStream.generate(() -> random.nextLong(weather.leastDelayNanos(), weather.mostDelayNanos() + 1))
                .limit(copies)
                .toArray();
    }
}
