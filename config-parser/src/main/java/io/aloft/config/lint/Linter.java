package io.aloft.config.lint;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.origin.Origins;
import io.aloft.model.ConfigImage;
import io.aloft.model.net.LocalAddress;
import java.util.ArrayList;
import java.util.List;

/** Looks for what a configuration says and will not do. What keepalived itself complains about is left to the loader. */
public final class Linter {

    private Linter() {}

    /**
     * Asks every rule.
     *
     * @param image everything that is valid in one configuration
     * @param origins where its objects were written
     * @param addresses of the machine that the configuration is for; empty when it is another one or not known
     * @return in the order of the rules
     */
    public static List<Diagnostic> lint(ConfigImage image, Origins origins, List<LocalAddress> addresses) {
        var found = new ArrayList<Diagnostic>();
        var subject = new Subject(image, origins, List.copyOf(addresses));
        for (LintRule rule : LintRule.ALL) {
            rule.question().ask(subject, new Findings(rule.code(), found));
        }
        return found;
    }
}
