package io.aloft.daemon.command;

import io.aloft.config.docs.EditorGrammar;
import io.aloft.config.docs.KeywordTable;
import io.aloft.config.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code aloft config}: the word before what can be done with a configuration besides checking it. What needs no more than
 * a line is a method here.
 */
@Command(
        name = "config",
        description = "Print a configuration in canonical form (print); describe every keyword (docs, grammar).")
final class ConfigCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the library before anything runs
    private CommandSpec spec;

    ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "config needs one of print, docs, grammar");
    }

    @Command(name = "docs", description = "Print the table of every keyword and how far it is supported, as Markdown.")
    int docs() {
        surroundings.out().print(KeywordTable.markdown());
        return Report.CLEAN;
    }

    @Command(name = "grammar", description = "Print a TextMate grammar, by which editors colour keepalived.conf.")
    int grammar() {
        surroundings.out().print(EditorGrammar.json());
        return Report.CLEAN;
    }
}
