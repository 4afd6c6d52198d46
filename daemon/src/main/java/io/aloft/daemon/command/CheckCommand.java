package io.aloft.daemon.command;

import io.aloft.config.check.ConfigCheck;
import io.aloft.config.host.HostFacts;
import io.aloft.config.report.JsonReport;
import io.aloft.config.report.Report;
import io.aloft.config.report.SarifReport;
import io.aloft.config.report.TextReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aloft check}: everything that can be said about configurations, in one go. */
@Command(
        name = "check",
        description = "Say everything that is wrong, or looks wrong, in configurations.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:clean; notices do not count",
            "1:warnings",
            "2:errors",
            "3:a file cannot be read, or the command line makes no sense"
        })
final class CheckCommand implements Callable<Integer> {

    /** What the report looks like. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    /** Whether the text is coloured. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    private final Surroundings surroundings;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Configurations to check; exactly two are compared too, as the two directors of one pair.")
    private List<Path> files = List.of();

    @Mixin
    private FileOptions reading = new FileOptions();

    @Option(names = "--no-lint", description = "Leave out what is valid but will not do what it says.")
    private boolean noLint;

    @Option(names = "--no-compare", description = "Do not take two files for those of the two directors of one pair.")
    private boolean noCompare;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default), json or sarif.")
    private Format format = Format.TEXT;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (the default: on a terminal, unless NO_COLOR is set), always or never.")
    private Colour colour = Colour.AUTO;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var here = new MissingHere(surroundings.host());
        HostFacts host = reading.host(here);
        var check = new ConfigCheck(reading.options(host), host, !noLint, !noCompare);
        Report report = check.check(files).withRemark(reading.offline() ? "" : here.remark());
        surroundings.out().print(shown(report));
        surroundings.out().flush();
        return report.exitStatus();
    }

    private String shown(Report report) {
        return switch (format) {
            case TEXT -> TextReport.of(report, coloured());
            case JSON -> JsonReport.of(report, surroundings.version());
            case SARIF -> SarifReport.of(report, surroundings.version());
        };
    }

    private boolean coloured() {
        return switch (colour) {
            case AUTO -> surroundings.colours();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
