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

    TestHost(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    /** Short name, as given by the test. */
    public String name() {
        return name;
    }

    /** Name of the network namespace, as {@code ip netns} knows it. */
    public String namespace() {
        return namespace;
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
        List<String> addresses = new ArrayList<>();
        for (String line : Command.run("ip", "-n", namespace, "-o", "-4", "addr", "show", "dev", "eth0")
                .split("\n", -1)) {
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
        return addresses().contains(address);
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
