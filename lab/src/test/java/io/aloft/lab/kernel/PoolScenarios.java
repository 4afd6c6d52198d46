package io.aloft.lab.kernel;

import static io.aloft.lab.kernel.Scenario.PACE;

import io.aloft.lab.kernel.Scenario.Kind;
import java.util.List;

/** What the states of real servers make of the pool: quorum, sorry server, inhibit, alpha, weights, suspension. */
final class PoolScenarios {
    private static final String HEADER = "TCP VIP.1:80 wrr";

    private PoolScenarios() {}

    static final List<Scenario> ALL = List.of(
            sorry(),
            sorryInhibited(),
            quorum(),
            hysteresis(),
            inhibit(),
            inhibitWithSorry(),
            alpha(),
            alphaWithSorry(),
            twoCheckers(),
            elsewhere(),
            suspended(),
            sorryIsReal());

    /** A virtual server with TCP_CHECK on two real servers of weight 2. */
    private static String farm(String pool, String server) {
        return """
            virtual_server VIP.1 80 {
                %1$s
                lvs_sched wrr
                lvs_method NAT
                protocol TCP
                %2$s
                real_server RS.1 80 {
                    weight 2
                    %3$s
                    TCP_CHECK {
                    }
                }
                real_server RS.2 80 {
                    weight 2
                    %3$s
                    TCP_CHECK {
                    }
                }
            }
            """.formatted(PACE, pool, server);
    }

    private static final String ONE = " | RS.1:80 Masq 2";
    private static final String TWO = " | RS.2:80 Masq 2";
    private static final String SORRY = " | RS.9:80 Masq 1";

    private static Scenario sorry() {
        return new Scenario(21, "sorry server")
                .servers(Kind.TCP, 2)
                .config(farm("sorry_server RS.9 80", ""))
                .started(HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + TWO)
                .step("the second dies", s -> s.close(2), HEADER + SORRY)
                .step("the first returns", s -> s.open(1), HEADER + ONE)
                .step("the second returns", s -> s.open(2), HEADER + ONE + TWO);
    }

    private static Scenario sorryInhibited() {
        String idle = " | RS.9:80 Masq 0";
        return new Scenario(22, "sorry_server_inhibit")
                .servers(Kind.TCP, 2)
                .config(farm("sorry_server RS.9 80\nsorry_server_inhibit", ""))
                .started(HEADER + ONE + TWO + idle)
                .step("the first dies", s -> s.close(1), HEADER + TWO + idle)
                .step("the second dies", s -> s.close(2), HEADER + SORRY)
                .step("the first returns", s -> s.open(1), HEADER + ONE + idle)
                .step("the second returns", s -> s.open(2), HEADER + ONE + TWO + idle);
    }

    private static Scenario quorum() {
        return new Scenario(23, "quorum 3 with hysteresis 1 and a sorry server")
                .servers(Kind.TCP, 2)
                .config(farm("quorum 3\nhysteresis 1\nsorry_server RS.9 80", ""))
                .started(HEADER + ONE + TWO)
                .step("the first dies: 2 is enough to keep it", s -> s.close(1), HEADER + TWO)
                .step("the second dies", s -> s.close(2), HEADER + SORRY)
                .still("the first returns: 2 is not enough to gain it", s -> s.open(1))
                .step("the second returns", s -> s.open(2), HEADER + ONE + TWO);
    }

    /** The walk of quorum 10 with hysteresis 3: gained at 13, lost below 7. */
    private static Scenario hysteresis() {
        return new Scenario(24, "quorum 10 with hysteresis 3 and a moving weight")
                .config("""
                    track_file load {
                        file FILES/load
                        weight 1
                    }
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched wrr
                        lvs_method NAT
                        protocol TCP
                        quorum 10
                        hysteresis 3
                        sorry_server RS.9 80
                        real_server RS.1 80 {
                            weight 10
                            FILE_CHECK {
                                track_file load
                            }
                        }
                    }
                    """.formatted(PACE))
                .before(s -> s.file("load", "0"))
                .started(HEADER + SORRY)
                .still("12 does not gain it", s -> s.file("load", "2"))
                .step("13 gains it", s -> s.file("load", "3"), HEADER + " | RS.1:80 Masq 13")
                .step("7 keeps it", s -> s.file("load", "-3"), HEADER + " | RS.1:80 Masq 7")
                .step("6 loses it", s -> s.file("load", "-4"), HEADER + SORRY)
                .step("20 gains it", s -> s.file("load", "10"), HEADER + " | RS.1:80 Masq 20");
    }

    private static Scenario inhibit() {
        return new Scenario(25, "inhibit_on_failure")
                .servers(Kind.TCP, 2)
                .config(farm("", "inhibit_on_failure"))
                .started(HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + " | RS.1:80 Masq 0" + TWO)
                .step("the second dies", s -> s.close(2), HEADER + " | RS.1:80 Masq 0 | RS.2:80 Masq 0")
                .step("the first returns", s -> s.open(1), HEADER + ONE + " | RS.2:80 Masq 0")
                .step("the second returns", s -> s.open(2), HEADER + ONE + TWO);
    }

    private static Scenario inhibitWithSorry() {
        return new Scenario(26, "inhibit_on_failure with a sorry server")
                .servers(Kind.TCP, 2)
                .config(farm("inhibit_on_failure\nsorry_server RS.9 80", ""))
                .started(HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + " | RS.1:80 Masq 0" + TWO)
                .step("the second dies", s -> s.close(2), HEADER + " | RS.1:80 Masq 0 | RS.2:80 Masq 0" + SORRY)
                .step("the first returns", s -> s.open(1), HEADER + ONE + " | RS.2:80 Masq 0");
    }

    private static Scenario alpha() {
        return new Scenario(27, "alpha, one server dead from the start")
                .servers(Kind.TCP, 2)
                .before(s -> s.close(1))
                .config(farm("alpha", ""))
                .started(HEADER + TWO)
                .step("the first comes", s -> s.open(1), HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + TWO);
    }

    private static Scenario alphaWithSorry() {
        return new Scenario(28, "alpha with a sorry server and a quorum of both")
                .servers(Kind.TCP, 2)
                .before(s -> s.close(1))
                .config(farm("alpha\nquorum 4\nsorry_server RS.9 80", ""))
                .started(HEADER + SORRY)
                .step("the first comes", s -> s.open(1), HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + SORRY);
    }

    private static Scenario twoCheckers() {
        return new Scenario(29, "two checkers on one real server")
                .servers(Kind.TCP, 1)
                .before(s -> s.program("check", 0))
                .config("""
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched wrr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            weight 2
                            TCP_CHECK {
                            }
                            MISC_CHECK {
                                misc_path FILES/check
                                misc_timeout 20
                            }
                        }
                    }
                    """.formatted(PACE))
                .started(HEADER + ONE)
                .step("one of them fails", s -> s.program("check", 1), HEADER)
                .still("the other fails too", s -> s.close(1))
                .still("the first succeeds again", s -> s.program("check", 0))
                .step("both succeed", s -> s.open(1), HEADER + ONE);
    }

    private static Scenario elsewhere() {
        return new Scenario(30, "checks of another address, port and interface; a server without checker")
                .server(Kind.UDP, "RS.5", "pong")
                .server(Kind.TCP, "RS.4", "")
                .config("""
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched wrr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 8080 {
                            weight 2
                            TCP_CHECK {
                                connect_ip RS.4
                                connect_port 80
                                bind_if eth0
                            }
                        }
                        real_server RS.2 8080 {
                            weight 3
                            UDP_CHECK {
                                connect_ip RS.5
                                connect_port 5060
                                require_reply
                            }
                        }
                        real_server RS.3 {
                        }
                    }
                    """.formatted(PACE))
                .started(HEADER + " | RS.1:8080 Masq 2 | RS.2:8080 Masq 3 | RS.3:80 Masq 1")
                .step("the other address refuses", s -> s.close(4), HEADER + " | RS.2:8080 Masq 3 | RS.3:80 Masq 1")
                .step("the other port is gone", s -> s.close(5), HEADER + " | RS.3:80 Masq 1")
                .step(
                        "both are back",
                        s -> s.open(4, 5),
                        HEADER + " | RS.1:8080 Masq 2 | RS.2:8080 Masq 3 | RS.3:80 Masq 1");
    }

    private static Scenario suspended() {
        return new Scenario(31, "ha_suspend")
                .servers(Kind.TCP, 2)
                .before(s -> s.address("VIP.1", true))
                .config(farm("ha_suspend", ""))
                .started(HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + TWO)
                .still("the virtual address leaves, the first returns", s -> {
                    s.address("VIP.1", false);
                    s.open(1);
                })
                .step("the virtual address comes", s -> s.address("VIP.1", true), HEADER + ONE + TWO);
    }

    private static Scenario sorryIsReal() {
        return new Scenario(32, "the sorry server is one of the real servers")
                .servers(Kind.TCP, 2)
                .config(farm("sorry_server RS.1 80", ""))
                .started(HEADER + ONE + TWO)
                .step("the first dies", s -> s.close(1), HEADER + TWO)
                .step("the second dies", s -> s.close(2), HEADER + " | RS.1:80 Masq 1")
                .step("the second returns", s -> s.open(2), HEADER + TWO)
                .step("the first returns", s -> s.open(1), HEADER + ONE + TWO);
    }
}
