package io.aloft.lab.kernel;

import static io.aloft.lab.kernel.Scenario.PACE;

import io.aloft.lab.kernel.Scenario.Kind;
import java.util.List;

/** Every type of checker: its server answers, fails in each way that the type knows, and answers again. */
final class CheckerScenarios {
    private CheckerScenarios() {}

    static final List<Scenario> ALL =
            List.of(tcp(), http(), digest(), ssl(), smtp(), dns(), misc(), dynamic(), udp(), ping(), file(), bfd());

    /** A virtual server of two real servers with one checker each. */
    private static String farm(String port, String protocol, String checker) {
        return """
            virtual_server VIP.1 %1$s {
                %3$s
                lvs_sched rr
                lvs_method NAT
                protocol %2$s
                real_server RS.1 %1$s {
                    %4$s
                }
                real_server RS.2 %1$s {
                    %4$s
                }
            }
            """.formatted(port, protocol, PACE, checker);
    }

    /** What a server says from a step on. */
    private record Answer(String step, String text) {}

    /** Two servers that are fine: the first answers badly, the second goes, the first answers well, the second returns. */
    private static Scenario bothFailAndReturn(Scenario scenario, String service, Answer bad, String gone, Answer good) {
        String port = service.substring(service.lastIndexOf(':'));
        String header = service + " rr";
        String first = " | RS.1" + port + " Masq 1";
        String second = " | RS.2" + port + " Masq 1";
        return scenario.started(header + first + second)
                .step(bad.step(), s -> s.say(1, bad.text()), header + second)
                .step(gone, s -> s.close(2), header)
                .step(good.step(), s -> s.say(1, good.text()), header + first)
                .step("the second is back", s -> s.open(2), header + first + second);
    }

    private static Scenario tcp() {
        String header = "TCP VIP.1:80 rr";
        String both = header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1";
        return new Scenario(1, "TCP_CHECK")
                .servers(Kind.TCP, 2)
                .config(farm("80", "TCP", "TCP_CHECK {\n}"))
                .started(both)
                .step("the first refuses", s -> s.close(1), header + " | RS.2:80 Masq 1")
                .step("nothing comes from the second", s -> s.unplug(2), header)
                .step("the first takes connections", s -> s.open(1), header + " | RS.1:80 Masq 1")
                .step("the second is back", s -> s.plug(2), both)
                .step("the first flaps: down", s -> s.close(1), header + " | RS.2:80 Masq 1")
                .step("the first flaps: up", s -> s.open(1), both);
    }

    private static Scenario http() {
        String header = "TCP VIP.1:80 rr";
        Scenario scenario =
                new Scenario(2, "HTTP_GET, status code").servers(Kind.HTTP, 2).config(farm("80", "TCP", """
                    HTTP_GET {
                        url {
                            path /
                            status_code 200
                        }
                    }
                    """));
        return bothFailAndReturn(
                        scenario,
                        "TCP VIP.1:80",
                        new Answer("the first answers 500", "500 broken"),
                        "the second refuses",
                        new Answer("the first answers 200", "200 hello"))
                .step("the first flaps: down", s -> s.say(1, "404 no"), header + " | RS.2:80 Masq 1")
                .step("the first flaps: up", s -> s.say(1, "200 hello"), header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1");
    }

    private static Scenario digest() {
        String header = "TCP VIP.1:80 rr";
        return new Scenario(3, "HTTP_GET, digest and regular expression")
                .servers(Kind.HTTP, 2)
                .config("""
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched rr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            HTTP_GET {
                                url {
                                    path /
                                    digest b1946ac92492d2347c6235b4d2611184
                                }
                            }
                        }
                        real_server RS.2 80 {
                            HTTP_GET {
                                url {
                                    path /
                                    regex "^hel+o"
                                    regex_options multiline
                                }
                            }
                        }
                    }
                    """.formatted(PACE))
                .started(header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1")
                .step("the first serves another page", s -> s.say(1, "200 hello!"), header + " | RS.2:80 Masq 1")
                .step("the second serves another page", s -> s.say(2, "200 oops"), header)
                .step("the first serves its page", s -> s.say(1, "200 hello"), header + " | RS.1:80 Masq 1")
                .step(
                        "the second serves a page that matches",
                        s -> s.say(2, "200 hellllo you"),
                        header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1");
    }

    private static Scenario ssl() {
        Scenario scenario = new Scenario(4, "SSL_GET").servers(Kind.TLS, 2).config(farm("443", "TCP", """
            SSL_GET {
                enable_sni
                virtualhost lab.example
                url {
                    path /
                    status_code 200
                }
            }
            """));
        return bothFailAndReturn(
                scenario,
                "TCP VIP.1:443",
                new Answer("the first answers 503", "503 later"),
                "the second refuses",
                new Answer("the first answers 200", "200 hello"));
    }

    private static Scenario smtp() {
        Scenario scenario = new Scenario(5, "SMTP_CHECK")
                .servers(Kind.SMTP, 2)
                .config(farm("25", "TCP", "SMTP_CHECK {\nhelo_name lab.example\n}"));
        return bothFailAndReturn(
                scenario,
                "TCP VIP.1:25",
                new Answer("the first is not available", "554 go away"),
                "the second refuses",
                new Answer("the first greets", "220 hello"));
    }

    private static Scenario dns() {
        Scenario scenario = new Scenario(6, "DNS_CHECK")
                .servers(Kind.DNS, 2)
                .config(farm("53", "UDP", "DNS_CHECK {\nretry 1\ntype A\nname www.example.com\n}"));
        return bothFailAndReturn(
                scenario,
                "UDP VIP.1:53",
                new Answer("the first knows no such name", "3"),
                "the second is gone",
                new Answer("the first answers", "0"));
    }

    private static Scenario misc() {
        String header = "TCP VIP.1:80 rr";
        return new Scenario(7, "MISC_CHECK")
                .config("""
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched rr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            MISC_CHECK {
                                misc_path "FILES/one"
                                misc_timeout 20
                            }
                        }
                        real_server RS.2 80 {
                            MISC_CHECK {
                                misc_path "FILES/two with words"
                                misc_timeout 20
                            }
                        }
                    }
                    """.formatted(PACE))
                .before(s -> {
                    s.program("one", 0);
                    s.program("two", 0);
                })
                .started(header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1")
                .step("the first program fails", s -> s.program("one", 1), header + " | RS.2:80 Masq 1")
                .step("the second ends with 3, which means nothing", s -> s.program("two", 3), header)
                .step("the first succeeds", s -> s.program("one", 0), header + " | RS.1:80 Masq 1")
                .step("the second succeeds", s -> s.program("two", 0), header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1");
    }

    private static Scenario dynamic() {
        String header = "TCP VIP.1:80 wrr";
        return new Scenario(8, "MISC_CHECK, dynamic weight")
                .config("""
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched wrr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            weight 10
                            MISC_CHECK {
                                misc_path FILES/weight
                                misc_dynamic
                                misc_timeout 20
                            }
                        }
                    }
                    """.formatted(PACE))
                .before(s -> s.program("weight", 0))
                .started(header + " | RS.1:80 Masq 10")
                .step("status 32 is weight 30", s -> s.program("weight", 32), header + " | RS.1:80 Masq 30")
                .step("status 2 is weight 0", s -> s.program("weight", 2), header + " | RS.1:80 Masq 0")
                .step("status 1 is a failure", s -> s.program("weight", 1), header)
                .step("status 7 is weight 5", s -> s.program("weight", 7), header + " | RS.1:80 Masq 5")
                .step("status 0 is the configured weight", s -> s.program("weight", 0), header + " | RS.1:80 Masq 10");
    }

    private static Scenario udp() {
        String header = "UDP VIP.1:5060 rr";
        String both = header + " | RS.1:5060 Masq 1 | RS.2:5060 Masq 1";
        return new Scenario(9, "UDP_CHECK")
                .servers(Kind.UDP, 2)
                .config(farm("5060", "UDP", "UDP_CHECK {\npayload 70696e67\nrequire_reply 70xx6e67\n}"))
                .started(both)
                .still("the first replies otherwise, but within the pattern", s -> s.say(1, "pang!"))
                .step("the first replies wrongly", s -> s.say(1, "nope"), header + " | RS.2:5060 Masq 1")
                .step("the second is silent", s -> s.say(2, "silence"), header)
                .step("the first replies", s -> s.say(1, "pong"), header + " | RS.1:5060 Masq 1")
                .step("the second replies", s -> s.say(2, "ping"), both)
                .step("the second is gone", s -> s.close(2), header + " | RS.1:5060 Masq 1");
    }

    private static Scenario ping() {
        String header = "TCP VIP.1:80 rr";
        String both = header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1";
        return new Scenario(10, "PING_CHECK")
                .config(farm("80", "TCP", "PING_CHECK {\n}"))
                .started(both)
                .step("nothing comes from the first", s -> s.unplug(1), header + " | RS.2:80 Masq 1")
                .step("nor from the second", s -> s.unplug(2), header)
                .step("the first is back", s -> s.plug(1), header + " | RS.1:80 Masq 1")
                .step("the second is back", s -> s.plug(2), both);
    }

    private static Scenario file() {
        String header = "TCP VIP.1:80 wrr";
        return new Scenario(11, "FILE_CHECK")
                .config("""
                    track_file weight_of_one {
                        file FILES/weight
                        weight 2
                    }
                    track_file fault_of_two {
                        file FILES/fault
                        weight 0
                    }
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched wrr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            weight 10
                            FILE_CHECK {
                                track_file weight_of_one
                            }
                        }
                        real_server RS.2 80 {
                            FILE_CHECK {
                                track_file fault_of_two
                            }
                        }
                    }
                    """.formatted(PACE))
                .before(s -> {
                    s.file("weight", "0");
                    s.file("fault", "0");
                })
                .started(header + " | RS.1:80 Masq 10 | RS.2:80 Masq 1")
                .step("a number", s -> s.file("weight", "5\n"), header + " | RS.1:80 Masq 20 | RS.2:80 Masq 1")
                .step("a fault", s -> s.file("fault", "1\n"), header + " | RS.1:80 Masq 20")
                .step("a number below the weight", s -> s.file("weight", "-40\n"), header + " | RS.1:80 Masq 0")
                .step("no fault", s -> s.file("fault", "0\n"), header + " | RS.1:80 Masq 0 | RS.2:80 Masq 1")
                .step("no number", s -> s.file("weight", "abc\n"), header + " | RS.1:80 Masq 10 | RS.2:80 Masq 1");
    }

    private static Scenario bfd() {
        String header = "TCP VIP.1:80 rr";
        String both = header + " | RS.1:80 Masq 1 | RS.2:80 Masq 1";
        return new Scenario(12, "BFD_CHECK")
                .config("""
                    bfd_instance one {
                        neighbor_ip RS.1
                        min_rx 300
                        min_tx 300
                        multiplier 5
                    }
                    virtual_server VIP.1 80 {
                        %s
                        lvs_sched rr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            BFD_CHECK {
                                name one
                            }
                        }
                        real_server RS.2 80 {
                        }
                    }
                    """.formatted(PACE))
                .before(Stage::startNeighbour)
                .started(both)
                .step("the neighbour is silent", Stage::freezeNeighbour, header + " | RS.2:80 Masq 1")
                .step("the neighbour is back", Stage::resumeNeighbour, both)
                .step("it flaps: silent", Stage::freezeNeighbour, header + " | RS.2:80 Masq 1")
                .step("it flaps: back", Stage::resumeNeighbour, both);
    }
}
