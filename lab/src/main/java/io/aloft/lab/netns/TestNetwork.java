package io.aloft.lab.netns;

import io.aloft.lab.process.AtExit;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small LAN on this machine: one switch and any number of hosts, each a network namespace.
 *
 * <pre>
 *   host a: eth0 ---- p-a [ switch: br0 ] p-b ---- eth0 :host b
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
        // A snooping bridge would ask for IGMP reports before it forwards adverts; tests that want that switch it on.
        Command.run("ip", "-n", switchNamespace, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", "br0", "up");
    }

    /**
     * Adds a host.
     *
     * @param name up to 13 characters, unique in this network
     * @param address IPv4 address with prefix length for its eth0, such as {@code 10.77.0.1/24}
     */
    public TestHost host(String name, String address) {
        if (name.length() > 13 || hosts.containsKey(name)) {
            throw new IllegalArgumentException("host name: " + name + " (expected: new, 1..13 characters)");
        }
        TestHost host = new TestHost(name, prefix + name);
        hosts.put(name, host);
        String namespace = host.namespace();
        Command.run("ip", "netns", "add", namespace);
        Command.run(
                "ip",
                "link",
                "add",
                "eth0",
                "netns",
                namespace,
                "type",
                "veth",
                "peer",
                "name",
                port(host),
                "netns",
                switchNamespace);
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", port(host), "master", "br0", "up");
        Command.run("ip", "-n", namespace, "link", "set", "dev", "lo", "up");
        Command.run("ip", "-n", namespace, "link", "set", "dev", "eth0", "up");
        Command.run("ip", "-n", namespace, "addr", "add", address, "dev", "eth0");
        return host;
    }

    /** The namespace of the switch; everything on the LAN passes its {@code br0}. */
    public Path switchNamespaceFile() {
        return Path.of("/run/netns", switchNamespace);
    }

    /** Pulls the cable: the host's eth0 loses its carrier. */
    public void unplug(TestHost host) {
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", port(host), "down");
    }

    /** Puts the cable back. */
    public void plug(TestHost host) {
        Command.run("ip", "-n", switchNamespace, "link", "set", "dev", port(host), "up");
    }

    /** Drops what one host sends to the other; the way back stays open. */
    public void cut(TestHost from, TestHost to) {
        if (!cutting) {
            nft("add", "table", "bridge", CUTS);
            nft("add", "chain", "bridge", CUTS, "forward", "{ type filter hook forward priority 0 ; }");
            cutting = true;
        }
        nft("add", "rule", "bridge", CUTS, "forward", "iifname", port(from), "oifname", port(to), "drop");
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

    private static String port(TestHost host) {
        return "p-" + host.name();
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
