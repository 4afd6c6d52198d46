package io.aloft.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Network namespaces of one test, as hosts; {@link #close()} removes them all. */
public final class TestNetwork implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String prefix = "aloft-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-";
    private final List<String> hosts = new ArrayList<>();

    /** Makes a host with its loopback up and without duplicate address detection; returns its namespace's name. */
    public String host(String name) throws IOException, InterruptedException {
        String host = prefix + name;
        run(List.of("ip", "netns", "add", host));
        hosts.add(host);
        ip(host, "link set dev lo up");
        exec(host, "sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0");
        return host;
    }

    /** Connects two hosts by a veth pair, both ends up. */
    public void cable(String host, String device, String peer, String peerDevice)
            throws IOException, InterruptedException {
        ip(host, "link add " + device + " type veth peer name " + peerDevice + " netns " + peer);
        ip(host, "link set dev " + device + " up");
        ip(peer, "link set dev " + peerDevice + " up");
    }

    /** Runs {@code ip} in a host and returns what it prints. */
    public String ip(String host, String arguments) throws IOException, InterruptedException {
        return run(words("ip -n " + host + " " + arguments));
    }

    /** The kernel's number of an interface. */
    public int index(String host, String device) throws IOException, InterruptedException {
        String line = ip(host, "-o link show dev " + device);
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    /** Runs a program in a host and returns what it prints. */
    public String exec(String host, String command) throws IOException, InterruptedException {
        return run(words("ip netns exec " + host + " " + command));
    }

    private static List<String> words(String command) {
        return Arrays.asList(command.split(" "));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (String host : hosts) {
            run(List.of("ip", "netns", "del", host));
        }
    }
}
