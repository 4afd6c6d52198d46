package io.aloft.daemon.command;

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
        Optional<Code> code = Arrays.stream(Code.values())
                .filter(each -> each.id().equalsIgnoreCase(word)
                        || Integer.toString(each.number()).equals(word))
                .findFirst();
        if (code.isEmpty()) {
            surroundings.err().println("aloft: there is no code " + word + "; aloft explain lists them all");
            return Report.CANNOT_CHECK;
        }
        surroundings.out().println(code.get().id() + ": " + code.get().title());
        return Report.CLEAN;
    }
}
