package io.aloft.daemon.command;

import io.aloft.config.docs.KeywordTable;
import io.aloft.config.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aloft config docs}: the table of every keyword. */
@Command(name = "docs", description = "Print the table of every keyword and how far it is supported, as Markdown.")
final class DocsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    DocsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(KeywordTable.markdown());
        return Report.CLEAN;
    }
}
