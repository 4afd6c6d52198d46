package io.aloft.daemon.command;

import io.aloft.config.report.Report;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Recognises and runs subcommands. Asking {@link #areMeantBy} loads nothing of the command-line library, so that the daemon
 * does not pay for it at its start.
 */
public final class Subcommands {

    /** First words that are no option of keepalived's and were never an argument of it. */
    static final Set<String> NAMES = Set.of("check", "explain", "config");

    private Subcommands() {}

    /** Whether the first word selects a subcommand. */
    public static boolean areMeantBy(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Runs one; the answer is the exit status. */
    public static int run(Surroundings surroundings, String... arguments) {
        return Runner.commandLine(surroundings).execute(arguments);
    }

    /** One line for each subcommand, for the usage text. */
    public static String list(Surroundings surroundings) {
        return Runner.commandLine(surroundings).getSubcommands().values().stream()
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .map(command -> "%-34s %s%n"
                        .formatted(
                                "  " + command.getCommandName(),
                                String.join(
                                        " ",
                                        command.getCommandSpec().usageMessage().description())))
                .collect(Collectors.joining());
    }

    /** Everything that needs the library. */
    private static final class Runner {

        @Command(name = "aloft", description = "Looks at configurations. Without a subcommand: keepalived's options.")
        private static final class Root implements Runnable {
            @Override
            public void run() {}
        }

        private Runner() {}

        static CommandLine commandLine(Surroundings surroundings) {
            var config = new CommandLine(new ConfigCommand())
                    .addSubcommand(new PrintCommand(surroundings))
                    .addSubcommand(new DocsCommand(surroundings))
                    .addSubcommand(new GrammarCommand(surroundings));
            var line = new CommandLine(new Root())
                    .addSubcommand(new CheckCommand(surroundings))
                    .addSubcommand(new ExplainCommand(surroundings))
                    .addSubcommand(config);
            line.setCaseInsensitiveEnumValuesAllowed(true);
            line.setOut(new PrintWriter(surroundings.out(), true));
            line.setErr(new PrintWriter(surroundings.err(), true));
            line.setUsageHelpAutoWidth(true);
            everyCommand(line);
            return line;
        }

        /** The same manners for each: {@code --help}, and status 3 for a command line that makes no sense. */
        private static void everyCommand(CommandLine line) {
            line.getCommandSpec()
                    .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Print this and exit.")
                            .build());
            line.getCommandSpec().exitCodeOnInvalidInput(Report.CANNOT_CHECK);
            line.getCommandSpec().exitCodeOnExecutionException(Report.CANNOT_CHECK);
            line.getSubcommands().values().forEach(Runner::everyCommand);
        }
    }
}
