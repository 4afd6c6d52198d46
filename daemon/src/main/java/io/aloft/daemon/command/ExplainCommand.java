package io.aloft.daemon.command;

import io.aloft.config.codes.Explanation;
import io.aloft.config.codes.Explanations;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.report.Report;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aloft explain}: what a code means, why it matters and what to do. */
@Command(name = "explain", description = "Explain a code such as ALO-1301; without one, list them all.")
final class ExplainCommand implements Callable<Integer> {

    private static final int WIDTH = 100;

    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "ALO-1301 or 1301.")
    private @Nullable String wanted;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String word = wanted;
        if (word == null) {
            Arrays.stream(Code.values()).forEach(code -> surroundings.out().println(code.id() + "  " + code.title()));
            return Report.CLEAN;
        }
        Optional<Explanation> found = Explanations.find(word);
        if (found.isEmpty()) {
            surroundings.err().println("aloft: there is no code " + word + "; aloft explain lists them all");
            return Report.CANNOT_CHECK;
        }
        surroundings.out().print(found.get().text(WIDTH));
        return Report.CLEAN;
    }
}
