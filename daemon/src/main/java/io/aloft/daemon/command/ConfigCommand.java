package io.aloft.daemon.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aloft config}: the word before what can be done with a configuration besides checking it. */
@Command(
        name = "config",
        description = "Print a configuration in canonical form (print); describe every keyword (docs, grammar).")
final class ConfigCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the library before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "config needs one of print, docs, grammar");
    }
}
