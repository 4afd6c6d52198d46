package io.aloft.daemon.command;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadResult;
import io.aloft.config.LoadedFile;
import io.aloft.config.diagnostic.Severity;
import io.aloft.config.host.HostFacts;
import io.aloft.config.print.ConfigPrinter;
import io.aloft.config.report.Report;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aloft config print}: what a configuration comes to. */
@Command(
        name = "print",
        description = "Print a configuration with includes, conditions and definitions resolved, one statement a line.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:printed",
            "2:its braces do not match, or it is refused; nothing is printed",
            "3:it cannot be read"
        })
final class PrintCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The configuration.")
    private @Nullable Path file;

    @Mixin
    private FileOptions reading = new FileOptions();

    @Option(names = "--secrets", description = "Print passwords and keys too, which are covered otherwise.")
    private boolean secrets;

    PrintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(file, "the library demands it");
        HostFacts host = reading.host(surroundings.host());
        LoadedFile loaded = ConfigLoader.loadWithStatements(path, reading.options(host), host);
        LoadResult result = loaded.result();
        if (result.image() == null || result.unbalanced()) {
            result.diagnostics().stream()
                    .filter(found -> found.severity() == Severity.ERROR)
                    .forEach(surroundings.err()::println);
            surroundings.err().println("aloft: nothing is printed, because " + why(result));
            return result.readable() ? Report.ERRORS : Report.CANNOT_CHECK;
        }
        ConfigPrinter.Printed printed = ConfigPrinter.print(loaded, secrets);
        surroundings.out().print(printed.text());
        surroundings.out().flush();
        if (printed.commented() > 0) {
            surroundings
                    .err()
                    .println("aloft: " + printed.commented()
                            + (printed.commented() == 1
                                    ? " statement without effect is a comment now"
                                    : " statements without effect are comments now")
                            + "; aloft check " + path + " says more");
        }
        return Report.CLEAN;
    }

    private static String why(LoadResult result) {
        return !result.readable()
                ? "the file cannot be read"
                : result.unbalanced()
                        ? "the braces do not match, so what belongs where would be a guess"
                        : "keepalived would not start with this file";
    }
}
