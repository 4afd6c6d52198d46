package io.aloft.daemon.command;

import io.aloft.config.docs.EditorGrammar;
import io.aloft.config.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aloft config grammar}: colours for editors. */
@Command(name = "grammar", description = "Print a TextMate grammar, by which editors colour keepalived.conf.")
final class GrammarCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    GrammarCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(EditorGrammar.json());
        return Report.CLEAN;
    }
}
