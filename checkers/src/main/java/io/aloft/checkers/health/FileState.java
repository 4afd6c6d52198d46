package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;

/**
 * {@code FILE_CHECK}: the number in a file fails the server or changes its weight. It is known from the start, so there
 * is no first check and no alpha mode.
 *
 * @param server what it checks
 * @param spec what is configured
 * @param value in the file
 */
public record FileState(CheckedServer server, CheckerSpec.FileCheck spec, long value) implements CheckerState {

    static FileState starting(CheckedServer server, CheckerSpec.FileCheck spec, HealthContext context) {
        return new FileState(server, spec, context.fileValue(spec.trackFile()));
    }

    @Override
    public boolean up() {
        return spec.weight() == 0 ? (value == 0) != spec.reverse() : effect() != Integer.MIN_VALUE;
    }

    @Override
    public boolean hasRun() {
        return true;
    }

    @Override
    public long contribution() {
        return up() ? effect() : 0;
    }

    /** Value times weight in 32 bits; the smallest of all means a failure. */
    private long effect() {
        // Values of a file have 33 bits at most, so the product of the clamped ones fits 64.
        long bounded = Math.clamp(value, Integer.MIN_VALUE, 1L << 31);
        long product = bounded * spec.weight();
        return Math.clamp(spec.reverse() ? -product : product, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public CheckerStep on(CheckResult result, long startedAt, long now) {
        if (!(result instanceof CheckResult.FileValue(long current))) {
            throw CheckerState.unexpected(spec, result);
        }
        FileState next = current == value ? this : new FileState(server, spec, current);
        if (next.up() == up()) {
            return new CheckerStep(next, List.of(), Report.NONE, Long.MAX_VALUE);
        }
        String line = HealthPhrases.fileFault(server, spec.trackFile(), up());
        return new CheckerStep(next, List.of(line), next.up() ? Report.UP : Report.DOWN, Long.MAX_VALUE);
    }

    @Override
    public CheckerState carriedTo(CheckerSpec changed, long weight, HealthContext context) {
        if (!(changed instanceof CheckerSpec.FileCheck file)) {
            throw CheckerIdentity.differs(spec, changed);
        }
        return starting(server, file, context);
    }

    @Override
    public CheckerState distrusted() {
        return this;
    }

    @Override
    public CheckerState trusted() {
        return this;
    }
}
