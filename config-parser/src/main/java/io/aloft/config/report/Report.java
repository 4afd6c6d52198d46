package io.aloft.config.report;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Severity;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one check has to say.
 *
 * @param files one entry per configuration
 * @param comparison what differs between the two directors that were given; empty when there was nothing to compare
 * @param remarks sentences about the check itself
 */
public record Report(List<CheckedFile> files, List<Diagnostic> comparison, List<String> remarks) {

    /** Nothing is wrong; notices do not count. */
    public static final int CLEAN = 0;

    public static final int WARNINGS = 1;
    public static final int ERRORS = 2;

    /** A file cannot be read, or the command line makes no sense. */
    public static final int CANNOT_CHECK = 3;

    public Report {
        files = List.copyOf(files);
        comparison = List.copyOf(comparison);
        remarks = List.copyOf(remarks);
    }

    /** With one more sentence about the check; an empty one changes nothing. */
    public Report withRemark(String remark) {
        return remark.isEmpty()
                ? this
                : new Report(
                        files,
                        comparison,
                        Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }

    /** 3 when a file cannot be read, else 2 with an error, 1 with a warning, 0 otherwise. */
    public int exitStatus() {
        if (files.stream().anyMatch(file -> !file.readable())) {
            return CANNOT_CHECK;
        }
        return count(Severity.ERROR) > 0 ? ERRORS : count(Severity.WARNING) > 0 ? WARNINGS : CLEAN;
    }

    /** Every diagnostic, file by file, the comparison last. */
    public Stream<Diagnostic> all() {
        return Stream.concat(files.stream().flatMap(file -> file.diagnostics().stream()), comparison.stream());
    }

    private long count(Severity severity) {
        return all().filter(d -> d.severity() == severity).count();
    }
}
