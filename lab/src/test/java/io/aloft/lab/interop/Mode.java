package io.aloft.lab.interop;

import static io.aloft.lab.interop.Router.FIRST;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The ways people run VRRP. Each is the configuration text of both directors: {@code ${priority}} is what the test
 * decides, {@code ${crosswise}} 100 on director a and 150 on b, {@code ${self}} and {@code ${peer}} their addresses on
 * LAN 0, {@code ${tracked}} a file of the director's own.
 *
 * <p>Version 2 knows whole seconds only; version 3 runs at 0.3 s, so that a story does not take long.
 */
enum Mode {
    V2(2, Set.of(), List.of(FIRST), instance("version 2\n advert_int 1")),
    V2_PASS(
            2,
            Set.of(),
            List.of(FIRST),
            instance("version 2\n advert_int 1\n authentication {\n auth_type PASS\n auth_pass s3cret\n }")),
    V2_AH(
            2,
            Set.of(),
            List.of(FIRST),
            instance("version 2\n advert_int 1\n authentication {\n auth_type AH\n auth_pass k33palive\n }")),
    V3_IPV4(3, Set.of(), List.of(FIRST), instance("version 3\n advert_int 0.3")),
    V3_IPV6(
            3,
            Set.of(Trait.IPV6),
            List.of(FIRST.withAddresses("fe80::100", "fd77::100")),
            instance("VI_1", "eth0", 51, "${priority}", "version 3\n advert_int 0.3", "fe80::100/64", "fd77::100/64")),
    UNICAST_V4(
            3,
            Set.of(Trait.UNICAST),
            List.of(FIRST),
            instance("version 3\n advert_int 0.3\n unicast_src_ip ${self}\n unicast_peer {\n ${peer}\n }")),
    UNICAST_V6(
            3,
            Set.of(Trait.UNICAST, Trait.IPV6),
            List.of(FIRST.withAddresses("fe80::100", "fd77::100")),
            instance(
                    "VI_1",
                    "eth0",
                    51,
                    "${priority}",
                    "version 3\n advert_int 0.3\n unicast_src_ip ${self}\n unicast_peer {\n ${peer}\n }",
                    "fe80::100/64",
                    "fd77::100/64")),
    VMAC(
            3,
            Set.of(),
            List.of(new Router("VI_1", 51, 0, "vrrp.51", FIRST.addresses(), "00:00:5e:00:01:33", false)),
            instance("version 3\n advert_int 0.3\n use_vmac vrrp.51")),
    CROSSWISE(
            3,
            Set.of(),
            List.of(FIRST, new Router("VI_2", 52, 0, "eth0", List.of("10.77.0.101"), "", true)),
            instance("version 3\n advert_int 0.3")
                    + instance("VI_2", "eth0", 52, "${crosswise}", "version 3\n advert_int 0.3", "10.77.0.101/24")),
    SYNC_GROUP(
            3,
            Set.of(Trait.SECOND_LAN, Trait.TRACKED),
            List.of(FIRST, new Router("VI_2", 52, 1, "eth1", List.of("10.78.0.100"), "", false)),
            "vrrp_sync_group G {\n group {\n VI_1\n VI_2\n }\n}\n" + instance("version 3\n advert_int 0.3")
                    + instance("VI_2", "eth1", 52, "${priority}", "version 3\n advert_int 0.3", "10.78.0.100/24")),
    NOPREEMPT(3, Set.of(Trait.NO_PREEMPT), List.of(FIRST), instance("version 3\n advert_int 0.3\n nopreempt")),
    PREEMPT_DELAY(
            3, Set.of(Trait.PREEMPT_DELAY), List.of(FIRST), instance("version 3\n advert_int 0.3\n preempt_delay 2")),
    TRACK_INTERFACE(
            3,
            Set.of(Trait.SECOND_LAN, Trait.TRACKED),
            List.of(FIRST),
            instance("version 3\n advert_int 0.3\n track_interface {\n eth1 weight -60\n }")),
    TRACK_FILE(
            3,
            Set.of(Trait.TRACKED),
            List.of(FIRST),
            "vrrp_track_file health {\n file ${tracked}\n weight 1\n}\n"
                    + instance("version 3\n advert_int 0.3\n track_file {\n health weight 1\n }")),
    STRICT(3, Set.of(), List.of(FIRST), "global_defs {\n vrrp_strict\n}\n" + instance("version 3\n advert_int 0.3"));

    /** What {@code preempt_delay} says above, s. */
    static final int PREEMPT_DELAY_SECONDS = 2;

    final int version;
    final List<Router> routers;
    private final Set<Trait> traits;
    private final String text;

    Mode(int version, Set<Trait> traits, List<Router> routers, String text) {
        this.version = version;
        this.traits = traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits);
        this.routers = routers;
        this.text = text;
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The configuration file with everything filled in; the version comes first, since addresses depend on it. */
    String config(Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (filled.contains("${")) {
            throw new IllegalStateException("not filled in: " + filled);
        }
        return filled;
    }

    private static String instance(String body) {
        return instance("VI_1", "eth0", 51, "${priority}", body, "10.77.0.100/24");
    }

    private static String instance(
            String name, String device, int vrid, String priority, String body, String... addresses) {
        return """
            vrrp_instance %s {
                state BACKUP
                interface %s
                virtual_router_id %d
                priority %s
                %s
                virtual_ipaddress {
                    %s
                }
            }
            """.formatted(name, device, vrid, priority, body, String.join("\n", addresses));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
