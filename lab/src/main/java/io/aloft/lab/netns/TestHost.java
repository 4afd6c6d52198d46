package io.aloft.lab.netns;

import io.aloft.lab.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One host: a network namespace whose {@code eth0} hangs on a port of the switch. */
public final class TestHost {
    private final String name;
    private final String namespace;
    private final int number;

    TestHost(String name, String namespace, int number) {
        this.name = name;
        this.namespace = namespace;
        this.number = number;
    }

    /** Short name, as given by the test. */
    public String name() {
        return name;
    }

    /** Name of the network namespace, as {@code ip netns} knows it. */
    public String namespace() {
        return namespace;
    }

    /**
     * Hardware address of an interface, which follows from the order of the hosts: the first host has 02:00:00:00:00:01
     * on eth0 and 02:00:00:00:01:01 on eth1.
     */
    public String mac(String device) {
        return "02:00:00:00:%02x:%02x".formatted(TestNetwork.lanOf(device), number);
    }

    /** The link-local address that the kernel makes of the hardware address, as iproute2 writes it. */
    public String linkLocal(String device) {
        int lan = TestNetwork.lanOf(device);
        return "fe80::ff:fe00:%x".formatted(lan << 8 | number);
    }

    /** The file that stands for the namespace. */
    public Path namespaceFile() {
        return Path.of("/run/netns", namespace);
    }

    /** A builder for a program that runs in this host ({@code ip netns exec}). */
    public ProcessBuilder builder(List<String> argv) {
        return new ProcessBuilder(inside(argv));
    }

    /** Runs a command in this host and returns what it printed; it has to succeed. */
    public String run(String... argv) {
        return Command.run(inside(List.of(argv)));
    }

    /** Runs a command in this host whose failure is an answer too. */
    public Command.Result attempt(String... argv) {
        return Command.attempt(inside(List.of(argv)));
    }

    /** IPv4 addresses on eth0, without prefix length, in the kernel's order. */
    public List<String> addresses() {
        return listed("-o", "-4", "addr", "show", "dev", "eth0");
    }

    /**
     * Addresses of both families on an interface, without prefix length, in the kernel's order, written as iproute2
     * writes them.
     *
     * @param device an interface of this host; one that does not exist has no addresses
     */
    public List<String> addresses(String device) {
        return listed("-o", "addr", "show", "dev", device);
    }

    private List<String> listed(String... query) {
        List<String> argv = new ArrayList<>(List.of("ip", "-n", namespace));
        argv.addAll(List.of(query));
        Command.Result result = Command.attempt(argv);
        List<String> addresses = new ArrayList<>();
        if (!result.succeeded()) {
            return addresses;
        }
        for (String line : result.output().split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            // 2: eth0    inet 10.77.0.1/24 ...
            if (words.length > 3) {
                addresses.add(words[3].replaceFirst("/.*", ""));
            }
        }
        return Collections.unmodifiableList(addresses);
    }

    /** Whether the address is on eth0 now. */
    public boolean hasAddress(String address) {
        return hasAddress(address, "eth0");
    }

    /** Whether the address, of whichever family, is on an interface now. */
    public boolean hasAddress(String address, String device) {
        return addresses(device).contains(address);
    }

    private List<String> inside(List<String> argv) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(argv);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
