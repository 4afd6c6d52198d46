package io.aloft.lab.kernel;

import static io.aloft.lab.kernel.Scenario.PACE;

import io.aloft.lab.kernel.Scenario.Kind;
import java.util.List;

/** How services are written: groups, marks, flags, forwarding methods, persistence, IPv6; with requests of a client. */
final class ServiceScenarios {
    private ServiceScenarios() {}

    static final List<Scenario> ALL = List.of(
            group(),
            mark(),
            kinds(),
            translated(),
            direct(),
            tunnelled(),
            persistentPerPort(),
            persistentPerClient(),
            persistentPerMark(),
            persistentByMask(),
            ipv6());

    /** Two web servers, with TCP checks of plain HTTP; both never die. */
    private static String web(String service, String lines, String first, String second) {
        return """
            virtual_server %1$s {
                %2$s
                %3$s
                real_server %4$s {
                    weight 1
                }
                real_server %5$s {
                    weight 1
                }
            }
            """.formatted(service, PACE, lines, first, second);
    }

    private static Scenario group() {
        return new Scenario(41, "a group of a range, an address and a mark")
                .servers(Kind.TCP, 2)
                .config("""
                    virtual_server_group everything {
                        VIP.8-10 80
                        VIP.20 8080
                        fwmark MARK1
                    }
                    virtual_server group everything {
                        %s
                        lvs_sched rr
                        lvs_method NAT
                        protocol TCP
                        real_server RS.1 80 {
                            TCP_CHECK {
                            }
                        }
                        real_server RS.2 80 {
                            TCP_CHECK {
                            }
                        }
                    }
                    """.formatted(PACE))
                .started(everywhere("RS.1:80 Masq 1 | RS.2:80 Masq 1"))
                .step("the first dies", s -> s.close(1), everywhere("RS.2:80 Masq 1"))
                .step("the first returns", s -> s.open(1), everywhere("RS.1:80 Masq 1 | RS.2:80 Masq 1"));
    }

    private static String everywhere(String destinations) {
        return String.join(
                        " | " + destinations + " // ",
                        "TCP VIP.8:80 rr",
                        "TCP VIP.9:80 rr",
                        "TCP VIP.10:80 rr",
                        "TCP VIP.20:8080 rr",
                        "FWM MARK1 rr")
                + " | "
                + destinations;
    }

    private static Scenario mark() {
        return new Scenario(42, "a service by firewall mark")
                .servers(Kind.TCP, 2)
                .config("""
                    virtual_server fwmark MARK1 {
                        %s
                        lvs_sched wlc
                        lvs_method DR
                        real_server RS.1 {
                            TCP_CHECK {
                                connect_port 80
                            }
                        }
                        real_server RS.2 {
                            TCP_CHECK {
                                connect_port 80
                            }
                        }
                    }
                    """.formatted(PACE))
                .started("FWM MARK1 wlc | RS.1:0 Route 1 | RS.2:0 Route 1")
                .step("the second dies", s -> s.close(2), "FWM MARK1 wlc | RS.1:0 Route 1")
                .step("the second returns", s -> s.open(2), "FWM MARK1 wlc | RS.1:0 Route 1 | RS.2:0 Route 1");
    }

    private static Scenario kinds() {
        return new Scenario(43, "schedulers, flags, protocols, methods of each kind")
                .listedWith("--tun-info")
                .config("""
                    virtual_server VIP.1 53 {
                        lvs_sched sh
                        sh-port
                        sh-fallback
                        lvs_method NAT
                        protocol UDP
                        ops
                        real_server RS.1 53 {
                        }
                    }
                    virtual_server VIP.2 132 {
                        lvs_sched mh
                        mh-port
                        lvs_method TUN type gue port 6080 csum
                        protocol SCTP
                        real_server RS.1 132 {
                            weight 7
                        }
                        real_server RS.2 132 {
                            lvs_method TUN type gre nocsum
                        }
                        real_server RS.3 132 {
                            lvs_method DR
                            weight 0
                        }
                    }
                    virtual_server VIP.3 80 {
                        lvs_sched lblcr
                        lvs_method DR
                        protocol TCP
                        persistence_timeout 50
                        persistence_granularity 255.255.255.0
                        real_server RS.1 80 {
                            uthreshold 100
                            lthreshold 80
                        }
                    }
                    virtual_server VIP.4 5060 {
                        lvs_sched fo
                        lvs_method NAT
                        protocol UDP
                        real_server RS.1 5060 {
                            weight 2147483647
                        }
                    }
                    """)
                .started("TCP VIP.3:80 lblcr persistent 50 mask 255.255.255.0 | RS.1:80 Route n/a 1 // UDP VIP.1:53 sh"
                        + " (sh-fallback,sh-port) ops | RS.1:53 Masq n/a 1 // UDP VIP.4:5060 fo | RS.1:5060 Masq"
                        + " n/a 2147483647 // SCTP VIP.2:132 mh (mh-port) | RS.1:132 Tunnel gue:6080:+c 7 |"
                        + " RS.2:132 Tunnel gre:-c 1 | RS.3:132 Route n/a 0");
    }

    private static Scenario translated() {
        return new Scenario(44, "requests by NAT, to another port")
                .config(web("VIP.1 80", "lvs_sched rr\nlvs_method NAT\nprotocol TCP", "WEB.1 443", "WEB.2 443"))
                .started("TCP VIP.1:80 rr | WEB.1:443 Masq 1 | WEB.2:443 Masq 1")
                .asked("ABAB", "VIP.1:80", "VIP.1:80", "VIP.1:80", "VIP.1:80");
    }

    private static Scenario direct() {
        return new Scenario(45, "requests by DR")
                .before(Stage::routeDirectly)
                .config(web("VIP.1 80", "lvs_sched rr\nlvs_method DR\nprotocol TCP", "WEB.1 80", "WEB.2 80"))
                .started("TCP VIP.1:80 rr | WEB.1:80 Route 1 | WEB.2:80 Route 1")
                .asked("ABAB", "VIP.1:80", "VIP.1:80", "VIP.1:80", "VIP.1:80");
    }

    private static Scenario tunnelled() {
        return new Scenario(46, "requests by TUN")
                .before(Stage::routeDirectly)
                .config(web("VIP.1 80", "lvs_sched rr\nlvs_method TUN\nprotocol TCP", "WEB.1 80", "WEB.2 80"))
                .started("TCP VIP.1:80 rr | WEB.1:80 Tunnel 1 | WEB.2:80 Tunnel 1")
                .asked("ABAB", "VIP.1:80", "VIP.1:80", "VIP.1:80", "VIP.1:80");
    }

    private static Scenario persistentPerPort() {
        String lines = "lvs_sched rr\nlvs_method NAT\nprotocol TCP\npersistence_timeout 300";
        return new Scenario(47, "persistence per port")
                .config(web("VIP.1 80", lines, "WEB.1 80", "WEB.2 80")
                        + web("VIP.1 443", lines, "WEB.1 443", "WEB.2 443"))
                .started("TCP VIP.1:80 rr persistent 300 | WEB.1:80 Masq 1 | WEB.2:80 Masq 1"
                        + " // TCP VIP.1:443 rr persistent 300 | WEB.1:443 Masq 1 | WEB.2:443 Masq 1")
                .asked("AAA", "VIP.1:80", "VIP.1:80", "VIP.1:80")
                .asked("AAA", "VIP.1:443", "VIP.1:443", "VIP.1:443");
    }

    private static Scenario persistentPerClient() {
        return new Scenario(48, "persistence per client, on all ports")
                .before(Stage::routeDirectly)
                .config(web(
                        "VIP.1 0",
                        "lvs_sched rr\nlvs_method DR\nprotocol TCP\npersistence_timeout 300",
                        "WEB.1",
                        "WEB.2"))
                .started("TCP VIP.1:0 rr persistent 300 | WEB.1:0 Route 1 | WEB.2:0 Route 1")
                .asked("AAAA", "VIP.1:80", "VIP.1:443", "VIP.1:80", "VIP.1:443");
    }

    private static Scenario persistentPerMark() {
        return new Scenario(49, "persistence per mark: 80 and 443 are one service")
                .before(s -> {
                    s.routeDirectly();
                    s.mark("VIP.1", 80, "MARK1");
                    s.mark("VIP.1", 443, "MARK1");
                })
                .config(web("fwmark MARK1", "lvs_sched rr\nlvs_method DR\npersistence_timeout 300", "WEB.1", "WEB.2"))
                .started("FWM MARK1 rr persistent 300 | WEB.1:0 Route 1 | WEB.2:0 Route 1")
                .asked("AAAA", "VIP.1:80", "VIP.1:443", "VIP.1:80", "VIP.1:443");
    }

    private static Scenario persistentByMask() {
        return new Scenario(50, "port 0 becomes persistent; granularity alone does too")
                .config(web("VIP.1 0", "lvs_sched rr\nlvs_method NAT\nprotocol TCP", "WEB.1", "WEB.2")
                        + web(
                                "VIP.2 80",
                                "lvs_sched rr\nlvs_method NAT\nprotocol TCP\npersistence_granularity 255.255.0.0",
                                "WEB.1 80",
                                "WEB.2 80"))
                .started("TCP VIP.1:0 rr persistent 360 | WEB.1:0 Masq 1 | WEB.2:0 Masq 1"
                        + " // TCP VIP.2:80 rr persistent 360 mask 255.255.0.0 | WEB.1:80 Masq 1 | WEB.2:80 Masq 1")
                .asked("AAAA", "VIP.1:80", "VIP.1:443", "VIP.1:80", "VIP.1:443");
    }

    private static Scenario ipv6() {
        String header = "TCP [VIP6::1]:80 rr";
        String pair = " // TCP [VIP6::2]:80 rr persistent 300 mask 64 | [WEB6::21]:80 Masq 1 | [WEB6::22]:80 Masq 1";
        return new Scenario(51, "IPv6, with requests by NAT")
                .server(Kind.TCP, "RS6::1", "")
                .config("""
                    virtual_server VIP6::1 80 {
                        %s
                        lvs_sched rr
                        lvs_method NAT
                        protocol TCP
                        real_server WEB6::21 80 {
                            TCP_CHECK {
                            }
                        }
                        real_server WEB6::22 80 {
                        }
                        real_server RS6::1 80 {
                            weight 0
                            HTTP_GET {
                                url {
                                    path /
                                }
                            }
                        }
                    }
                    """.formatted(PACE)
                        + web(
                                "VIP6::2 80",
                                "lvs_sched rr\n"
                                        + "lvs_method NAT\n"
                                        + "protocol TCP\n"
                                        + "persistence_timeout 300\n"
                                        + "persistence_granularity 64",
                                "WEB6::21 80",
                                "WEB6::22 80"))
                .started(header + " | [WEB6::21]:80 Masq 1 | [WEB6::22]:80 Masq 1" + pair)
                .asked("ABAB", "VIP6::1:80", "VIP6::1:80", "VIP6::1:80", "VIP6::1:80")
                .asked("AAA", "VIP6::2:80", "VIP6::2:80", "VIP6::2:80");
    }
}
