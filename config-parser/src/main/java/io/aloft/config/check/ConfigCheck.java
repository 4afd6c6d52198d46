package io.aloft.config.check;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.host.HostFacts;
import io.aloft.config.lint.Linter;
import io.aloft.config.lint.compare.Director;
import io.aloft.config.lint.compare.DirectorComparison;
import io.aloft.config.report.CheckedFile;
import io.aloft.config.report.Report;
import io.aloft.model.ConfigImage;
import io.aloft.model.net.LocalAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says all that can be said about configurations: each on its own and, of two, how they fit together. */
public final class ConfigCheck {

    private final LoadOptions options;
    private final HostFacts host;
    private final boolean lint;
    private final boolean compare;

    /**
     * How to check.
     *
     * @param options how the files are read
     * @param host the machine that they are for
     * @param lint also look for what is valid and will not do what it says
     * @param compare take exactly two files for those of the two directors of one pair
     */
    public ConfigCheck(LoadOptions options, HostFacts host, boolean lint, boolean compare) {
        this.options = options;
        this.host = host;
        this.lint = lint;
        this.compare = compare;
    }

    /** Checks the files in the given order. */
    public Report check(List<Path> files) {
        var checked = new ArrayList<CheckedFile>();
        var directors = new ArrayList<Director>();
        boolean two = compare && files.size() == 2;
        // One of two directors at most is this machine, and nothing says which.
        List<LocalAddress> addresses = two ? List.of() : host.addresses();
        for (Path file : files) {
            LoadResult result = ConfigLoader.load(file, options.forTest(), host);
            var found = new ArrayList<Diagnostic>(result.diagnostics());
            ConfigImage image = result.image();
            if (image != null) {
                directors.add(new Director(image, result.origins()));
                if (lint) {
                    found.addAll(Linter.lint(image, result.origins(), addresses));
                }
            }
            checked.add(new CheckedFile(file.toString(), result.readable(), result.testExitStatus(), found));
        }
        List<Diagnostic> comparison = two && directors.size() == 2
                ? DirectorComparison.compare(directors.getFirst(), directors.getLast())
                : List.of();
        return new Report(checked, comparison, two ? remarks(directors.size(), comparison) : List.of());
    }

    /** That nothing is said about the pair has two reasons, which an operator wants to tell apart. */
    private static List<String> remarks(int directors, List<Diagnostic> comparison) {
        if (directors < 2) {
            return List.of("the two files are not compared, as at least one of them is refused");
        }
        return comparison.isEmpty() ? List.of("the two directors fit together") : List.of();
    }
}
