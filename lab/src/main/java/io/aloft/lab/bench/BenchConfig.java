package io.aloft.lab.bench;

/** Writes configurations of many version 3 instances. */
final class BenchConfig {
    /** Virtual routers on one interface; VRIDs end at 255. */
    static final int PER_INTERFACE = 250;

    private BenchConfig() {}

    /**
     * Instances with VRIDs from 1 on each of the interfaces eth0, eth1, …, with one address each.
     *
     * @param interval text of {@code advert_int}, s
     * @param priority of the first instance on each interface
     * @param step how much lower the priority of each further instance is
     */
    static String instances(int interfaces, int perInterface, String interval, int priority, int step) {
        StringBuilder text = new StringBuilder();
        for (int lan = 0; lan < interfaces; lan++) {
            for (int vrid = 1; vrid <= perInterface; vrid++) {
                text.append("""
                    vrrp_instance VI_%d_%d {
                        interface eth%d
                        virtual_router_id %d
                        version 3
                        priority %d
                        advert_int %s
                        virtual_ipaddress {
                            10.100.%d.%d/32
                        }
                    }
                    """.formatted(lan, vrid, lan, vrid, priority - step * (vrid - 1), interval, lan, vrid));
            }
        }
        return text.toString();
    }
}
