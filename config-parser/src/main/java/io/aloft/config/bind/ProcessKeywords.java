package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keywords of {@code global_defs} about processes: names, priorities, limits, {@code umask}. */
final class ProcessKeywords {

    private static final int AUTO_PRIORITY_WITHOUT_ARGUMENT = 99;
    private static final Pattern MODE_BIT = Pattern.compile("I([RWX])(USR|GRP|OTH)|IRWX([UGO])");
    private static final Map<String, Integer> BITS = Map.of("R", 04, "W", 02, "X", 01);

    private ProcessKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        block.flag("process_names", global -> global.processes.namesByTask = true)
                .name("process_name", (global, name) -> global.processes.name = name)
                .statement("max_auto_priority", ProcessKeywords::maxAutoPriority)
                .number(
                        "min_auto_priority_delay",
                        (global, micros) -> global.processes.minAutoPriorityDelay = Values.ofMicros(micros))
                .statement("umask", ProcessKeywords::umask)
                .number("random_seed", (global, seed) -> global.processes.randomSeed = seed);
        addTo(block, "vrrp", global -> global.processes.vrrp);
        addTo(block, "checker", global -> global.processes.checker);
        addTo(block, "bfd", global -> global.processes.bfd);
        block.name("lvs_process_name", (global, name) -> global.processes.checker.name = name);
    }

    private static void addTo(
            BlockBinding<GlobalDraft> block, String prefix, Function<GlobalDraft, ProcessDraft> process) {
        block.name(prefix + "_process_name", (global, name) -> process.apply(global).name = name)
                .number(prefix + "_priority", (global, nice) -> process.apply(global).nice = (int) nice)
                .flag(prefix + "_no_swap", global -> process.apply(global).lockMemory = true)
                .number(
                        prefix + "_rt_priority",
                        (global, priority) -> process.apply(global).realtimePriority = (int) priority)
                .statement(prefix + "_cpu_affinity", (global, directive, statement, context) -> {
                    List<Integer> processors = processors(directive, statement, context);
                    process.apply(global).processors.clear();
                    process.apply(global).processors.addAll(processors);
                });
        for (String keyword : List.of(prefix + "_rlimit_rttime", prefix + "_rlimit_rtime")) {
            block.number(keyword, (global, micros) -> process.apply(global).realtimeLimit = Values.ofMicros(micros));
        }
    }

    private static void maxAutoPriority(
            GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().isEmpty()) {
            global.processes.maxAutoPriority = AUTO_PRIORITY_WITHOUT_ARGUMENT;
            return;
        }
        Values.number(directive, BlockBinding.firstArgument(statement), context)
                .ifPresent(priority -> global.processes.maxAutoPriority = (int) priority);
    }

    /** One processor that the machine has not spoils the whole set. */
    private static List<Integer> processors(Directive directive, Statement statement, BindContext context) {
        int last = context.host().processors() - 1;
        var processors = new ArrayList<Integer>();
        boolean good = true;
        for (Word word : statement.arguments()) {
            Long number = Operands.decimal(word.text());
            if (number == null || number < 0 || number > last) {
                good = false;
                context.error(
                        Code.CPU_AFFINITY,
                        word.location(),
                        directive.keyword() + ": processor " + word + " is out of range (0.." + last
                                + "); the whole set is ignored");
            } else {
                processors.add(number.intValue());
            }
        }
        return good ? processors : List.of();
    }

    /** A number with C's prefixes, or names of permission bits joined by {@code |} or blanks. */
    private static void umask(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        Long number = Operands.prefixed(BlockBinding.firstArgument(statement).text());
        if (number != null && number >= 0 && number <= 0777) {
            global.processes.umask = number.intValue();
            return;
        }
        int mask = 0;
        for (Word word : statement.arguments()) {
            for (String bit : word.text().split("\\|", -1)) {
                Matcher name = MODE_BIT.matcher(bit);
                if (!bit.isEmpty() && !name.matches()) {
                    context.error(
                            Code.UMASK,
                            word.location(),
                            "umask " + word + " is neither a number 0..0777 nor bits such as IWGRP|IRWXO, ignored");
                    return;
                }
                mask |= bit.isEmpty() ? 0 : bits(name);
            }
        }
        global.processes.umask = mask;
    }

    private static int bits(Matcher name) {
        boolean all = name.group(3) != null;
        int bits = all ? 07 : BITS.getOrDefault(name.group(1), 0);
        String who = all ? name.group(3) : name.group(2);
        return bits << (who.startsWith("U") ? 6 : who.startsWith("G") ? 3 : 0);
    }
}
