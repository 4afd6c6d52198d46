package io.aloft.lab.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came of all comparisons of a run; the whole of it stands in {@code target/effective-values-NAME.txt}. */
final class ValueReport {
    private final List<String> lines = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> passedOver = new TreeMap<>();
    private final Map<String, Integer> known = new TreeMap<>();
    private int files;
    private int values;

    private ValueReport() {}

    /** Compares every case that keepalived ran, and prints the sums. */
    static ValueReport of(String name, List<DumpCase> cases) throws IOException {
        var report = new ValueReport();
        cases.forEach(report::add);
        report.lines.add("passed over: " + report.passedOver);
        report.lines.add("known differences: " + report.known);
        Files.write(Path.of("target", "effective-values-" + name + ".txt"), report.lines);
        System.out.printf(
                "effective values, %s: %d of %d files, %d values compared, %d differ for a known reason%n",
                name,
                report.files,
                cases.size(),
                report.values,
                report.known.values().stream().mapToInt(Integer::intValue).sum());
        return report;
    }

    /** Differences without a known reason, and lines that no mapping knows. */
    List<String> findings() {
        return Collections.unmodifiableList(findings);
    }

    /** How many configurations were compared. */
    int files() {
        return files;
    }

    private void add(DumpCase each) {
        if (!each.outcome().equals("done") || each.loaded().image() == null) {
            lines.add(each.name() + ": not compared, keepalived " + each.outcome());
            each.lastWords().forEach(line -> lines.add("    " + line));
            return;
        }
        Comparison comparison = EffectiveValues.compare(each);
        files++;
        values += comparison.values();
        lines.add(each.name() + ": " + comparison.values() + " values");
        comparison.passedOver().forEach((reason, count) -> passedOver.merge(reason, count, Integer::sum));
        comparison.unknown().forEach(line -> finding(each, "unknown line: " + line));
        comparison.differences().forEach(difference -> {
            Optional<String> reason = KnownDifferences.reason(each.name() + ": " + difference);
            if (reason.isPresent()) {
                known.merge(reason.get(), 1, Integer::sum);
                lines.add("  known (" + reason.get() + "): " + difference);
            } else {
                finding(each, difference);
            }
        });
    }

    private void finding(DumpCase each, String text) {
        lines.add("  FINDING " + text);
        findings.add(each.name() + ": " + text);
    }
}
