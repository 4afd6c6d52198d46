package io.aloft.vrrp.device.plan;

/**
 * A setting of the kernel that has to have a value.
 *
 * @param file below {@code /proc/sys}, such as {@code net/ipv4/conf/eth0/arp_ignore}
 * @param value it has to have
 * @param effect what goes wrong while it has another one, as a sentence without a full stop
 * @param restored whether the value from before comes back at the end; the settings of an interface go with it
 * @param optional whether it is no matter that the kernel does not know it
 */
public record Sysctl(String file, int value, String effect, boolean restored, boolean optional) {

    /** Where an operator finds it. */
    public String path() {
        return "/proc/sys/" + file;
    }

    /** As keepalived's log has it: {@code net.ipv4.conf.all.rp_filter}. */
    public String name() {
        return file.replace('/', '.');
    }
}
