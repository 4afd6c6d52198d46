package io.aloft.lab.kernel;

import static io.aloft.lab.kernel.Scenario.PACE;

import io.aloft.lab.kernel.Scenario.Kind;
import java.util.List;

/** What a reload changes in the table, and what it leaves alone. */
final class ReloadScenarios {
    private static final String HEADER = "TCP VIP.1:80 wrr";

    private ReloadScenarios() {}

    static final List<Scenario> ALL = List.of(
            weights(),
            servers(),
            methods(),
            service(),
            services(),
            sorry(),
            inhibit(),
            quorum(),
            group(),
            checkers(),
            moving(),
            thresholds());

    /** A virtual server with TCP_CHECK; servers are written {@code "1 weight 2"}. */
    private static String farm(String lines, String... servers) {
        StringBuilder text = new StringBuilder("virtual_server VIP.1 80 {\n" + PACE + "protocol TCP\n" + lines + "\n");
        for (String server : servers) {
            int blank = server.indexOf(' ');
            text.append("""
                real_server RS.%s 80 {
                    %s
                    TCP_CHECK {
                    }
                }
                """.formatted(server.substring(0, blank), server.substring(blank + 1)));
        }
        return text.append("}\n").toString();
    }

    private static final String PLAIN = "lvs_sched wrr\nlvs_method NAT";

    private static Scenario weights() {
        return new Scenario(61, "weights")
                .servers(Kind.TCP, 2)
                .config(farm(PLAIN, "1 weight 2", "2 weight 2"))
                .started(HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2")
                .reload(
                        "a weight grows",
                        farm(PLAIN, "1 weight 5", "2 weight 2"),
                        HEADER + " | RS.1:80 Masq 5 | RS.2:80 Masq 2")
                .step("the second dies", s -> s.close(2), HEADER + " | RS.1:80 Masq 5")
                .stillReload("the dead one's weight grows", farm(PLAIN, "1 weight 5", "2 weight 7"))
                .step("it returns", s -> s.open(2), HEADER + " | RS.1:80 Masq 5 | RS.2:80 Masq 7")
                .reload(
                        "weight 0",
                        farm(PLAIN, "1 weight 0", "2 weight 7"),
                        HEADER + " | RS.1:80 Masq 0 | RS.2:80 Masq 7");
    }

    private static Scenario servers() {
        String both = HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2";
        return new Scenario(62, "real servers come and go")
                .servers(Kind.TCP, 3)
                .config(farm(PLAIN, "1 weight 2", "2 weight 2"))
                .started(both)
                .reload("one leaves", farm(PLAIN, "1 weight 2"), HEADER + " | RS.1:80 Masq 2")
                .reload("two come", farm(PLAIN, "3 weight 1", "1 weight 2", "2 weight 2"), both + " | RS.3:80 Masq 1")
                .reload(
                        "one comes that is dead and in alpha mode",
                        farm(PLAIN, "1 weight 2", "4 alpha", "2 weight 2"),
                        both)
                .step("a server dies", s -> s.close(1), HEADER + " | RS.2:80 Masq 2")
                .reload(
                        "the dead one leaves, another comes",
                        farm(PLAIN, "2 weight 2", "3 weight 1"),
                        HEADER + " | RS.2:80 Masq 2 | RS.3:80 Masq 1");
    }

    private static Scenario methods() {
        String sched = "lvs_sched wrr\nlvs_method ";
        return new Scenario(63, "forwarding methods")
                .listedWith("--tun-info")
                .servers(Kind.TCP, 2)
                .config(farm(sched + "NAT", "1 weight 1", "2 weight 1"))
                .started(HEADER + " | RS.1:80 Masq n/a 1 | RS.2:80 Masq n/a 1")
                .reload(
                        "one is routed directly",
                        farm(sched + "NAT", "1 weight 1", "2 lvs_method DR"),
                        HEADER + " | RS.1:80 Masq n/a 1 | RS.2:80 Route n/a 1")
                .reload(
                        "all are tunnelled",
                        farm(sched + "TUN", "1 weight 1", "2 weight 1"),
                        HEADER + " | RS.1:80 Tunnel ipip 1 | RS.2:80 Tunnel ipip 1")
                .reload(
                        "one is tunnelled in UDP",
                        farm(sched + "DR", "1 lvs_method TUN type gue port 6080", "2 weight 1"),
                        HEADER + " | RS.1:80 Tunnel gue:6080:-c 1 | RS.2:80 Route n/a 1")
                .reload(
                        "all are translated",
                        farm(sched + "NAT", "1 weight 1", "2 weight 1"),
                        HEADER + " | RS.1:80 Masq n/a 1 | RS.2:80 Masq n/a 1");
    }

    private static Scenario service() {
        String pool = " | RS.1:80 Masq 1";
        return new Scenario(64, "scheduler, persistence and flags of a service")
                .servers(Kind.TCP, 1)
                .config(farm(PLAIN, "1 weight 1"))
                .started(HEADER + pool)
                .reload(
                        "rr, persistent",
                        farm("lvs_sched rr\nlvs_method NAT\npersistence_timeout 50", "1 weight 1"),
                        "TCP VIP.1:80 rr persistent 50" + pool)
                .reload(
                        "with a mask",
                        farm(
                                "lvs_sched rr\n"
                                        + "lvs_method NAT\n"
                                        + "persistence_timeout 70\n"
                                        + "persistence_granularity 255.255.0.0",
                                "1 weight 1"),
                        "TCP VIP.1:80 rr persistent 70 mask 255.255.0.0" + pool)
                .reload(
                        "sh with flags, not persistent",
                        farm("lvs_sched sh\nsh-port\nlvs_method NAT", "1 weight 1"),
                        "TCP VIP.1:80 sh (sh-port)" + pool)
                .reload(
                        "sh with another flag",
                        farm("lvs_sched sh\nsh-fallback\nlvs_method NAT", "1 weight 1"),
                        "TCP VIP.1:80 sh (sh-fallback)" + pool);
    }

    private static Scenario services() {
        String one = farm(PLAIN, "1 weight 1");
        String pool = " | RS.1:80 Masq 1";
        String other = """
            virtual_server VIP.2 %s {
                lvs_sched lc
                lvs_method NAT
                protocol %s
                real_server RS.2 80 {
                }
            }
            """;
        return new Scenario(65, "virtual servers come and go")
                .servers(Kind.TCP, 1)
                .config(one)
                .started(HEADER + pool)
                .reload(
                        "a second one",
                        one + other.formatted("80", "TCP"),
                        HEADER + pool + " // TCP VIP.2:80 lc | RS.2:80 Masq 1")
                .reload(
                        "on another port",
                        other.formatted("8080", "TCP") + one,
                        HEADER + pool + " // TCP VIP.2:8080 lc | RS.2:80 Masq 1")
                .reload(
                        "of another protocol",
                        one + other.formatted("8080", "UDP"),
                        HEADER + pool + " // UDP VIP.2:8080 lc | RS.2:80 Masq 1")
                .reload("gone", one, HEADER + pool);
    }

    private static Scenario sorry() {
        String withSorry = farm(PLAIN + "\nsorry_server RS.9 80", "1 weight 2", "2 weight 2");
        String both = HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2";
        return new Scenario(66, "a sorry server in use is changed and taken away")
                .servers(Kind.TCP, 2)
                .config(withSorry)
                .started(both)
                .step("all die", s -> s.close(1, 2), HEADER + " | RS.9:80 Masq 1")
                .reload(
                        "another sorry server",
                        farm(PLAIN + "\nsorry_server RS.8 80", "1 weight 2", "2 weight 2"),
                        HEADER + " | RS.8:80 Masq 1")
                .reload("none", farm(PLAIN, "1 weight 2", "2 weight 2"), HEADER)
                .reload("one again", withSorry, HEADER + " | RS.9:80 Masq 1")
                .step("all return", s -> s.open(1, 2), both);
    }

    private static Scenario inhibit() {
        String alive = HEADER + " | RS.2:80 Masq 2";
        return new Scenario(67, "inhibit_on_failure with a dead server")
                .servers(Kind.TCP, 2)
                .config(farm(PLAIN, "1 weight 2", "2 weight 2"))
                .started(HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2")
                .step("the first dies", s -> s.close(1), alive)
                .reload(
                        "it is to stay",
                        farm(PLAIN + "\ninhibit_on_failure", "1 weight 2", "2 weight 2"),
                        HEADER + " | RS.1:80 Masq 0 | RS.2:80 Masq 2")
                .reload("it is to go", farm(PLAIN, "1 weight 2", "2 weight 2"), alive)
                .step("it returns", s -> s.open(1), HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2");
    }

    private static Scenario quorum() {
        String both = " | RS.1:80 Masq 2 | RS.2:80 Masq 2";
        return new Scenario(68, "quorum")
                .servers(Kind.TCP, 2)
                .config(farm(PLAIN + "\nsorry_server RS.9 80", "1 weight 2", "2 weight 2"))
                .started(HEADER + both)
                .step("the first dies", s -> s.close(1), HEADER + " | RS.2:80 Masq 2")
                .reload(
                        "more is wanted than lives",
                        farm(PLAIN + "\nquorum 3\nsorry_server RS.9 80", "1 weight 2", "2 weight 2"),
                        HEADER + " | RS.9:80 Masq 1")
                .reload(
                        "less is wanted",
                        farm(PLAIN + "\nquorum 2\nsorry_server RS.9 80", "1 weight 2", "2 weight 2"),
                        HEADER + " | RS.2:80 Masq 2")
                .step("the first returns", s -> s.open(1), HEADER + both);
    }

    private static Scenario group() {
        String pool = " | RS.1:80 Masq 1";
        String text = """
            virtual_server_group some {
                %s
            }
            virtual_server group some {
                lvs_sched rr
                lvs_method NAT
                protocol TCP
                real_server RS.1 80 {
                }
            }
            """;
        String one = "TCP VIP.1:80 rr" + pool;
        String mark = " // FWM MARK1 rr" + pool;
        return new Scenario(69, "entries of a group")
                .config(text.formatted("VIP.1 80"))
                .started(one)
                .reload("a mark comes", text.formatted("VIP.1 80\nfwmark MARK1"), one + mark)
                .reload(
                        "an address comes",
                        text.formatted("VIP.1 80\nVIP.2 80\nfwmark MARK1"),
                        one + " // TCP VIP.2:80 rr" + pool + mark)
                .reload("the mark leaves", text.formatted("VIP.1 80\nVIP.2 80"), one + " // TCP VIP.2:80 rr" + pool)
                .stopped("TCP VIP.2:80 rr")
                .stoppedExcept("", "keepalived leaves the service of an entry that a reload brought");
    }

    private static Scenario checkers() {
        String mended = farm(PLAIN, "1 weight 2", "2 weight 2").replaceFirst("TCP_CHECK \\{", """
            HTTP_GET {
                url {
                    path /
                }
            """);
        return new Scenario(70, "the checker of a dead server")
                .servers(Kind.HTTP, 2)
                .config(mended)
                .started(HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2")
                .step("the first is broken", s -> s.say(1, "500 broken"), HEADER + " | RS.2:80 Masq 2")
                .stillReload("it waits longer", mended.replaceFirst("HTTP_GET \\{", "HTTP_GET {\nretry 3"))
                .reload(
                        "it only looks for a connection",
                        farm(PLAIN, "1 weight 2", "2 weight 2"),
                        HEADER + " | RS.1:80 Masq 2 | RS.2:80 Masq 2");
    }

    private static Scenario moving() {
        String text = """
            track_file load {
                file FILES/load
                weight 1
            }
            virtual_server VIP.1 80 {
                %s
                lvs_sched wrr
                lvs_method NAT
                protocol TCP
                real_server RS.1 80 {
                    weight %d
                    FILE_CHECK {
                        track_file load
                    }
                }
                real_server RS.2 80 {
                    weight %d
                    MISC_CHECK {
                        misc_path FILES/weight
                        misc_dynamic
                        misc_timeout 20
                    }
                }
            }
            """;
        return new Scenario(71, "weights that files and programs move")
                .before(s -> {
                    s.file("load", "5");
                    s.program("weight", 30);
                })
                .config(text.formatted(PACE, 10, 10))
                .started(HEADER + " | RS.1:80 Masq 15 | RS.2:80 Masq 28")
                .stillReload("nothing changed", text.formatted(PACE, 10, 10))
                .reload(
                        "other weights to start from",
                        text.formatted(PACE, 20, 5),
                        HEADER + " | RS.1:80 Masq 25 | RS.2:80 Masq 28");
    }

    private static Scenario thresholds() {
        return new Scenario(72, "thresholds")
                .servers(Kind.TCP, 1)
                .listedWith("--thresholds")
                .config(farm(PLAIN, "1 weight 1"))
                .started(HEADER + " | RS.1:80 0 0")
                .stillReload("they are set", farm(PLAIN, "1 uthreshold 10\nlthreshold 5"))
                .except(HEADER + " | RS.1:80 10 5", "thresholds changed by a reload: applied at once");
    }
}
