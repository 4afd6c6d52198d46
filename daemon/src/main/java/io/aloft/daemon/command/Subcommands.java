package io.aloft.daemon.command;

import io.aloft.config.report.Report;
import io.aloft.ipvs.genl.GenlIpvsClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Recognises and runs subcommands. Asking {@link #areMeantBy} loads nothing of the command-line library, so that the daemon
 * does not pay for it at its start.
 */
public final class Subcommands {

    private static final String HELP = "help";
    private static final String IPVS = "ipvs";
    private static final String GENHASH = "genhash";

    /** Those whose command line is another program's, with what they do. */
    private static final Map<String, String> WORK_ALIKES = new TreeMap<>(Map.of(
            IPVS, "Show and change the kernel's load-balancing table, with ipvsadm's options.",
            GENHASH, "Print the digest of a page for HTTP_GET and SSL_GET, with genhash's options."));

    private Subcommands() {}

    /**
     * Whether the first word selects a subcommand: every word that is no option, as a misspelt {@code check} must not start
     * a director. {@code help} alone is a question about the whole program.
     */
    public static boolean areMeantBy(String... arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-") && !areAskingForHelp(arguments);
    }

    /** Whether {@code help} is all there is. */
    public static boolean areAskingForHelp(String... arguments) {
        return arguments.length == 1 && arguments[0].equals(HELP);
    }

    /** Runs one; the answer is the exit status. {@code help check} is another way to write {@code check --help}. */
    public static int run(Surroundings surroundings, String... arguments) {
        var words = new ArrayList<>(List.of(arguments));
        if (words.getFirst().equals(HELP)) {
            words.removeFirst();
            words.add("--help");
        }
        List<String> others = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case IPVS ->
                new IpvsSubcommand(surroundings, System.in, GenlIpvsClient::open, new MachineNames()).run(others);
            case GENHASH -> genhash(surroundings, "aloft " + GENHASH, others);
            default -> ofThisProgram(surroundings, words);
        };
    }

    /**
     * {@code aloft genhash}, and {@code aloft --genhash}.
     *
     * @param program how the usage names it
     */
    public static int genhash(Surroundings surroundings, String program, List<String> words) {
        return new GenhashSubcommand(surroundings, program).run(words);
    }

    private static int ofThisProgram(Surroundings surroundings, List<String> words) {
        return Runner.commandLine(surroundings).execute(words.toArray(String[]::new));
    }

    /** One line for each subcommand, for the usage text. */
    public static String list(Surroundings surroundings) {
        Map<String, String> all = new TreeMap<>(WORK_ALIKES);
        for (CommandLine command :
                Runner.commandLine(surroundings).getSubcommands().values()) {
            all.put(
                    command.getCommandName(),
                    String.join(" ", command.getCommandSpec().usageMessage().description()));
        }
        return all.entrySet().stream()
                .map(entry -> "%-34s %s%n".formatted("  " + entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    /** Everything that needs the library. */
    private static final class Runner {

        @Command(
                name = "aloft",
                description = "Look at configurations and at the running daemon. aloft --help lists the options of the"
                        + " daemon too.")
        private static final class Root implements Runnable {
            @Override
            public void run() {}
        }

        private Runner() {}

        static CommandLine commandLine(Surroundings surroundings) {
            var config = new CommandLine(new ConfigCommand(surroundings)).addSubcommand(new PrintCommand(surroundings));
            var line = new CommandLine(new Root())
                    .addSubcommand(new CheckCommand(surroundings))
                    .addSubcommand(new ExplainCommand(surroundings))
                    .addSubcommand(new SimulateCommand(surroundings))
                    .addSubcommand(new ServerCommand(surroundings))
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
