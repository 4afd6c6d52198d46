package io.aloft.vrrp.firewall.rules;

/** A set of virtual addresses in the packet filter. */
public enum AddressSet {
    IPV4("ip", "vips", "ipv4_addr"),
    IPV6("ip6", "vips", "ipv6_addr"),
    LINK_LOCAL_BY_INDEX("ip6", "vips_link_local", "ipv6_addr . iface_index"),
    LINK_LOCAL_BY_NAME("ip6", "vips_link_local_name", "ipv6_addr . ifname");

    private final String family;
    private final String setName;
    private final String type;

    AddressSet(String family, String setName, String type) {
        this.family = family;
        this.setName = setName;
        this.type = type;
    }

    String family() {
        return family;
    }

    String setName() {
        return setName;
    }

    String type() {
        return type;
    }
}
