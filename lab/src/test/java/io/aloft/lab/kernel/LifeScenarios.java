package io.aloft.lab.kernel;

import java.util.ArrayList;
import java.util.List;

/** Starts on a table that is not empty, and stops: what becomes of what is ours and of what is not. */
final class LifeScenarios {
    private static final String WEB = """
        virtual_server VIP.1 80 {
            lvs_sched wrr
            lvs_method NAT
            protocol TCP
            real_server RS.1 80 {
                weight 2
            }
            real_server RS.2 80 {
                weight 2
            }
        }
        """;

    private static final String OURS = "TCP VIP.1:80 wrr | RS.1:80 Masq 2 | RS.2:80 Masq 2";
    private static final String FOREIGN = "TCP VIP.1:99 rr | RS.5:99 Route 4";

    private static final List<String> FOREIGN_SERVICE =
            List.of("-A -t VIP.1:99 -s rr", "-a -t VIP.1:99 -r RS.5:99 -g -w 4");

    private LifeScenarios() {}

    static final List<Sitting> ALL = List.of(plain(), flushed(), flushedAtStop(), flushedOwnAtStop());

    private static Sitting plain() {
        List<String> leftovers = new ArrayList<>(FOREIGN_SERVICE);
        leftovers.addAll(List.of(
                "-A -t VIP.1:80 -s rr", "-a -t VIP.1:80 -r RS.1:80 -g -w 7", "-a -t VIP.1:80 -r RS.7:80 -m -w 1"));
        return new Sitting(
                "leftovers",
                "",
                leftovers,
                List.of(new Scenario(81, "start on leftovers of an earlier life and a foreign service")
                        .config(WEB)
                        .started("TCP VIP.1:80 rr | RS.1:80 Route 7 | RS.2:80 Masq 2 | RS.7:80 Masq 1 // " + FOREIGN)
                        .except(
                                OURS + " // " + FOREIGN,
                                "entries left in the kernel by an earlier life: corrected, with a line in the log")
                        .stopped(FOREIGN)));
    }

    private static Sitting flushed() {
        return new Sitting(
                "flush",
                "lvs_flush",
                FOREIGN_SERVICE,
                List.of(new Scenario(82, "lvs_flush").config(WEB).started(OURS).stopped("")));
    }

    private static Sitting flushedAtStop() {
        return new Sitting(
                "flush-on-stop",
                "lvs_flush_on_stop",
                FOREIGN_SERVICE,
                List.of(new Scenario(83, "lvs_flush_on_stop")
                        .config(WEB)
                        .started(OURS + " // " + FOREIGN)
                        .stopped("")));
    }

    private static Sitting flushedOwnAtStop() {
        return new Sitting(
                "flush-own-on-stop",
                "lvs_flush_on_stop VS",
                FOREIGN_SERVICE,
                List.of(new Scenario(84, "lvs_flush_on_stop VS")
                        .config(WEB)
                        .started(OURS + " // " + FOREIGN)
                        .stopped(FOREIGN)));
    }
}
