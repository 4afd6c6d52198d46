package io.aloft.daemon;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.host.HostFacts;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.config.host.NameTable;
import io.aloft.daemon.command.Subcommands;
import io.aloft.daemon.command.Surroundings;
import io.aloft.daemon.lifecycle.Privileges;
import io.aloft.daemon.lifecycle.SignalTable;
import io.aloft.daemon.log.LogSetup;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where the process begins: decides what the command line asks for. */
public final class Main {

    static final Path DEFAULT_CONFIGURATION = Path.of("/etc/keepalived/keepalived.conf");
    /** LOG_DAEMON of syslog(3). */
    private static final int FACILITY_DAEMON = 3;

    private static final HostFacts HOST = new LiveHostFacts();

    private Main() {}

    /** Runs and ends the process with keepalived's exit statuses. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        PrintStream err = System.err;
        if (Subcommands.areMeantBy(arguments)) {
            return Subcommands.run(surroundings(), arguments);
        }
        if (arguments.length > 0 && List.of("-T", "--genhash").contains(arguments[0])) {
            return Subcommands.genhash(
                    surroundings(), "aloft --genhash", List.of(arguments).subList(1, arguments.length));
        }
        CommandLine line = CommandLine.parse(arguments);
        line.errors().forEach(error -> err.println("aloft: " + error));
        if (!line.errors().isEmpty()) {
            return ExitStatus.FATAL;
        }
        if (line.has(Option.HELP) || Subcommands.areAskingForHelp(arguments)) {
            err.print(Option.usage());
            err.print(System.lineSeparator() + "Subcommands (aloft SUBCOMMAND --help says more):"
                    + System.lineSeparator() + System.lineSeparator() + Subcommands.list(surroundings()));
            return ExitStatus.OK;
        }
        if (line.has(Option.VERSION)) {
            err.println("Aloft " + version() + " (reads keepalived.conf; Java " + Runtime.version() + ")");
            return ExitStatus.OK;
        }
        if (line.has(Option.SIGNUM)) {
            return printSignal(line.value(Option.SIGNUM).orElse(""));
        }
        if (line.has(Option.GENHASH)) {
            err.println("aloft: --genhash is ignored: it has to be the first option");
        }
        if (!line.unexpected().isEmpty()) {
            System.out.println("Unexpected argument(s): " + String.join(" ", line.unexpected()));
        }
        Integer facility = facility(line);
        if (facility == null) {
            err.println("aloft: -S takes 0 to 7, local0 to local7, user or daemon; using daemon");
            facility = FACILITY_DAEMON;
        }
        if (line.has(Option.CONFIG_TEST)) {
            return ConfigTest.run(configuration(line), loadOptions(line), line.value(Option.CONFIG_TEST));
        }
        List<String> missing = Privileges.missing(!line.has(Option.CHECK));
        if (!missing.isEmpty()) {
            err.println("aloft: not allowed to do its work: run it as root, or with the capabilities "
                    + String.join(" and ", missing) + " (-t needs neither)");
            return ExitStatus.NO_PERMISSION;
        }
        if (!line.has(Option.DONT_FORK)) {
            return Background.start(line, arguments);
        }
        LogSetup.configure(
                line.has(Option.LOG_CONSOLE),
                line.has(Option.NO_SYSLOG) ? null : facility,
                line.has(Option.LOG_DETAIL));
        try {
            return new Daemon(line, configuration(line), loadOptions(line)).run();
        } finally {
            LogSetup.close();
        }
    }

    /** What subcommands print is UTF-8 whatever the locale says: configurations are, and programs read the JSON. */
    private static Surroundings surroundings() {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Console console = System.console();
        boolean colours = console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
        return new Surroundings(HOST, version(), out, System.err, colours);
    }

    private static Path configuration(CommandLine line) {
        return line.value(Option.USE_FILE).map(Path::of).orElse(DEFAULT_CONFIGURATION);
    }

    private static LoadOptions loadOptions(CommandLine line) {
        LoadOptions defaults = LoadOptions.forHost(HOST).withoutOrigins();
        return line.value(Option.CONFIG_ID).map(defaults::withConfigId).orElse(defaults);
    }

    private static int printSignal(String name) {
        Optional<SignalTable> signal = SignalTable.named(name);
        if (signal.isEmpty()) {
            System.err.println("aloft: unknown signal name " + name + "; known are STOP, RELOAD, DATA, STATS");
            return ExitStatus.FATAL;
        }
        System.out.println(signal.get().number());
        return ExitStatus.OK;
    }

    /** The number of the syslog facility, or null when the word is none. */
    private static @Nullable Integer facility(CommandLine line) {
        String word = line.value(Option.LOG_FACILITY).orElse("daemon");
        int local = 16;
        return switch (word) {
            case "daemon" -> FACILITY_DAEMON;
            case "user" -> 1;
            default -> {
                String digit = word.startsWith("local") ? word.substring("local".length()) : word;
                yield digit.matches("[0-7]") ? local + Integer.parseInt(digit) : null;
            }
        };
    }

    /** From the jar's manifest; a class path of bare directories has none. */
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    /**
     * The number of an interface group, given as {@code /etc/iproute2/group} names it or as a number; empty for neither.
     * Comes from a thread of its own, hence with facts of its own.
     */
    static OptionalInt interfaceGroup(String nameOrNumber) {
        Integer number = new LiveHostFacts().number(NameTable.GROUPS, nameOrNumber);
        if (number != null) {
            return OptionalInt.of(number);
        }
        return nameOrNumber.matches("[0-9]{1,9}")
                ? OptionalInt.of(Integer.parseInt(nameOrNumber))
                : OptionalInt.empty();
    }

    static LoadResult load(Path file, LoadOptions options) {
        return ConfigLoader.load(file, options, HOST);
    }
}
