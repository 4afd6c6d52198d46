package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.number;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.vrrp.RepeatedGarp;
import java.time.Duration;
import java.util.List;

/** {@code [all] SECS} behind {@code garp_extra_if} and its like. */
final class RepeatedGarps {

    private static final long LONGEST = 86_400;

    private RepeatedGarps() {}

    /** What is set now; {@code known} is what was set before. A bad time leaves the time and still takes {@code all}. */
    static RepeatedGarp read(RepeatedGarp known, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        boolean all = !words.isEmpty() && words.getFirst().text().equals("all");
        int at = all ? 1 : 0;
        Directive.Range range = directive.range();
        long low = range == null ? 0 : Long.parseLong(range.low());
        Operand seconds = number(low, LONGEST);
        Duration period = known.period();
        if (at == words.size()) {
            context.error(
                    Code.MISSING_ARGUMENT,
                    statement.location(),
                    directive.keyword() + " needs a time in seconds, ignored");
        } else if (seconds.expected(words.get(at).text(), context) != null) {
            context.error(
                    Code.OUT_OF_RANGE,
                    words.get(at).location(),
                    directive.keyword() + " " + words.get(at) + " is out of range (" + low + ".." + LONGEST
                            + "), ignored");
        } else {
            period = Duration.ofSeconds(Long.parseLong(words.get(at).text()));
        }
        return new RepeatedGarp(period, all || known.allInterfaces());
    }
}
