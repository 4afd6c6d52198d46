package io.aloft.lab.examples;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A host as the READMEs of the examples ask for: eth0 on 10.77.0.0/24, and an example's scripts installed. */
final class ExampleHost implements AutoCloseable {
    /**
     * Runs a command with an {@code /etc/keepalived} of its own, in which the scripts of a folder are installed as its
     * README says. A mount namespace keeps the machine's own directory out of it.
     */
    private static final String WITH_SCRIPTS = """
        set -e
        folder=$1
        shift
        mkdir -p /etc/keepalived
        mount -t tmpfs -o mode=0755 examples /etc/keepalived
        for script in "$folder"/*.sh; do
            [ ! -e "$script" ] || install -o root -g root -m 0755 "$script" /etc/keepalived/
        done
        exec "$@"
        """;

    private final TestNetwork network = TestNetwork.create();
    private final TestHost host = network.host("director", "10.77.0.1/24");

    /** A host with the interfaces that the examples name: eth0 on the LAN, and eth1 to a provider. */
    ExampleHost() {
        host.run("ip", "link", "add", "eth1", "type", "veth", "peer", "name", "provider");
        host.run("ip", "link", "set", "eth1", "up");
    }

    /** Every configuration, in the order of their paths. */
    static List<Path> configurations() {
        return list("*/*.conf");
    }

    /** Every folder that holds an example. */
    static List<Path> folders() {
        return configurations().stream().map(Path::getParent).distinct().toList();
    }

    static Path root() {
        return Checkout.file("examples");
    }

    /** Files below the examples by a pattern. */
    static List<Path> list(String glob) {
        var matcher = root().getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> matcher.matches(root().relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command beside the installed scripts of a folder. */
    Command.Result attempt(Path folder, List<String> command) {
        List<String> argv =
                new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", WITH_SCRIPTS, "sh", folder.toString()));
        argv.addAll(command);
        return host.attempt(argv.toArray(String[]::new));
    }

    /** Runs a command in the host. */
    Command.Result attempt(String... command) {
        return host.attempt(command);
    }

    @Override
    public void close() {
        network.close();
    }
}
