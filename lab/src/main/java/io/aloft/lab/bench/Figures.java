package io.aloft.lab.bench;

import java.util.List;

/**
 * Several measurements of one thing.
 *
 * @param values sorted, in the unit of the name
 */
record Figures(String name, List<Double> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    double median() {
        return values.get(values.size() / 2);
    }

    /** Ninety-nine of a hundred are at most this; of fewer values the greatest. */
    double p99() {
        return values.get((int) Math.ceil(values.size() * 0.99) - 1);
    }

    double least() {
        return values.getFirst();
    }

    double most() {
        return values.getLast();
    }

    @Override
    public String toString() {
        return "%-34s least %10.3f   median %10.3f   most %10.3f   of %d"
                .formatted(name, least(), median(), most(), values.size());
    }
}
