package io.aloft.lab.netns;

import io.aloft.lab.process.AtExit;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small network on this machine: one switch and any number of hosts, each a network namespace. The switch has one
 * bridge for each LAN, and eth<i>n</i> of a host hangs on br<i>n</i>; LAN 0 is there from the start.
 *
 * <pre>
 *   host a: eth0 ---- p-a [ switch: br0 ] p-b ---- eth0 :host b
 *           eth1 --- p1-a [         br1 ] p1-b --- eth1
 * </pre>
 *
 * <p>Nothing of it is reachable from outside. Closing ends every process that still runs in one of its namespaces and
 * deletes them; {@link AtExit} does the same when the program is interrupted. Used by one thread. Needs root and
 * iproute2, the cuts need nftables.
 */
public final class TestNetwork implements AutoCloseable {
    /** Group name of what this program makes: {@code aloft-<process id>-<number>-<host>}. */
    private static final Pattern NAMESPACE = Pattern.compile("aloft-(\\d+)-\\d+-\\S+");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String CUTS = "cuts";

    private final String prefix;
    private final String switchNamespace;
    private final Map<String, TestHost> hosts = new LinkedHashMap<>();
    private final Set<Integer> lans = new HashSet<>();
    private final Runnable undo = this::remove;
    private boolean cutting;

    private TestNetwork() {
        prefix = "aloft-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-";
        switchNamespace = prefix + "switch";
    }

    /**
     * Makes a switch without hosts.
     *
     * @throws io.aloft.lab.process.CommandFailedException with the command that failed, for instance without root
     */
    public static TestNetwork create() {
        removeLeftBehind();
        TestNetwork network = new TestNetwork();
        AtExit.undo(network.undo);
        try {
            network.makeSwitch();
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        return network;
    }

    private void makeSwitch() {
        Command.run("ip", "netns", "add", switchNamespace);
        makeLan(0);
    }

    private void makeLan(int lan) {
        String bridge = bridge(lan);
        // A snooping bridge would ask for IGMP reports before it forwards adverts; tests that want that switch it on.
        Command.run("ip", "-n", switchNamespace, "link", "add", bridge, "type", "bridge", "mcast_snooping", "0");
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", bridge, "up");
        lans.add(lan);
    }

    /**
     * Adds a host whose eth0 is on LAN 0.
     *
     * @param name up to 11 characters, unique in this network
     * @param addresses addresses with prefix length for its eth0, such as {@code 10.77.0.1/24} or {@code fd77::1/64};
     *     usable at once, without duplicate address detection
     */
    public TestHost host(String name, String... addresses) {
        TestHost host = bareHost(name);
        join(host, "eth0", addresses);
        return host;
    }

    /** Adds a host without interfaces but lo; {@link #join} plugs it in. */
    public TestHost bareHost(String name) {
        if (name.length() > 11 || hosts.containsKey(name)) {
            throw new IllegalArgumentException("host name: " + name + " (expected: new, 1..11 characters)");
        }
        TestHost host = new TestHost(name, prefix + name, hosts.size() + 1);
        hosts.put(name, host);
        Command.run("ip", "netns", "add", host.namespace());
        // Else an IPv6 address cannot be used for the first second or two.
        host.run("sysctl", "-q", "-w", "net.ipv6.conf.default.accept_dad=0", "net.ipv6.conf.all.accept_dad=0");
        Command.run("ip", "-n", host.namespace(), "link", "set", "dev", "lo", "up");
        return host;
    }

    /**
     * Gives a host an interface on the LAN of the same number.
     *
     * @param device eth0..eth99
     */
    public void join(TestHost host, String device, String... addresses) {
        int lan = lanOf(device);
        if (!lans.contains(lan)) {
            makeLan(lan);
        }
        String port = port(host, device);
        String namespace = host.namespace();
        Command.run(words("ip link add %s netns %s address %s type veth peer name %s netns %s"
                .formatted(device, namespace, host.mac(device), port, switchNamespace)));
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", port, "master", bridge(lan), "up");
        Command.run("ip", "-n", namespace, "link", "set", "dev", device, "up");
        for (String address : addresses) {
            Command.run("ip", "-n", namespace, "addr", "add", address, "dev", device);
        }
    }

    /** Takes an interface out of a host, cable and all; {@link #join} may give it a new one of the same name. */
    public void remove(TestHost host, String device) {
        Command.run("ip", "-n", switchNamespace, "link", "del", "dev", port(host, device));
    }

    /**
     * Adds a host that forwards between LAN 0 and LAN 1.
     *
     * @param address0 its address on LAN 0, with prefix length
     * @param address1 its address on LAN 1, with prefix length
     */
    public TestHost router(String name, String address0, String address1) {
        TestHost router = host(name, address0);
        join(router, "eth1", address1);
        router.run("sysctl", "-q", "-w", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        return router;
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    /** The number at the end of an interface's name, which is that of its LAN. */
    static int lanOf(String device) {
        if (!device.matches("eth[1-9]?[0-9]")) {
            throw new IllegalArgumentException("interface: " + device + " (expected: eth0..eth99)");
        }
        return Integer.parseInt(device.substring(3));
    }

    private static String bridge(int lan) {
        return "br" + lan;
    }

    /** The namespace of the switch; everything on LAN <i>n</i> passes its {@code br}<i>n</i>. */
    public Path switchNamespaceFile() {
        return Path.of("/run/netns", switchNamespace);
    }

    /** Name of the switch's end of a host's cable, in {@link #switchNamespaceFile}. */
    public static String portOf(TestHost host, String device) {
        return port(host, device);
    }

    /** Pulls the cable: the host's eth0 loses its carrier. */
    public void unplug(TestHost host) {
        unplug(host, "eth0");
    }

    /** Pulls the cable of one interface. */
    public void unplug(TestHost host, String device) {
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", port(host, device), "down");
    }

    /** Puts the cable back. */
    public void plug(TestHost host) {
        plug(host, "eth0");
    }

    /** Puts the cable of one interface back. */
    public void plug(TestHost host, String device) {
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", port(host, device), "up");
    }

    /** Drops what one host sends to the other on LAN 0; the way back stays open. */
    public void cut(TestHost from, TestHost to) {
        if (!cutting) {
            nft("add", "table", "bridge", CUTS);
            nft("add", "chain", "bridge", CUTS, "forward", "{ type filter hook forward priority 0 ; }");
            cutting = true;
        }
        nft(
                "add",
                "rule",
                "bridge",
                CUTS,
                "forward",
                "iifname",
                port(from, "eth0"),
                "oifname",
                port(to, "eth0"),
                "drop");
    }

    /** Takes back every cut. */
    public void heal() {
        if (cutting) {
            nft("delete", "table", "bridge", CUTS);
            cutting = false;
        }
    }

    private void nft(String... argv) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", switchNamespace, "nft"));
        all.addAll(List.of(argv));
        Command.run(all);
    }

    private static String port(TestHost host, String device) {
        int lan = lanOf(device);
        return (lan == 0 ? "p-" : "p" + lan + "-") + host.name();
    }

    @Override
    public void close() {
        remove();
        AtExit.forget(undo);
    }

    private synchronized void remove() {
        hosts.values().forEach(host -> removeNamespace(host.namespace()));
        removeNamespace(switchNamespace);
    }

    /** A namespace lives as long as a process in it, so those end first; they can only be ours. */
    private static void removeNamespace(String namespace) {
        if (!Files.exists(Path.of("/run/netns", namespace))) {
            return;
        }
        Command.Result pids = Command.attempt("ip", "netns", "pids", namespace);
        if (pids.succeeded()) {
            pids.output()
                    .lines()
                    .map(String::strip)
                    .filter(pid -> !pid.isEmpty())
                    .forEach(pid -> Signal.KILL.sendTo(Long.parseLong(pid)));
        }
        Command.attempt("ip", "netns", "del", namespace);
    }

    /** A test run that was killed could not clean up: its process id tells that it is gone. */
    private static void removeLeftBehind() {
        for (String line : Command.run("ip", "netns", "list").split("\n", -1)) {
            Matcher matcher = NAMESPACE.matcher(line);
            if (matcher.lookingAt() && !Files.exists(Path.of("/proc", matcher.group(1)))) {
                removeNamespace(matcher.group());
            }
        }
    }
}
