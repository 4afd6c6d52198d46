package io.aloft.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.posix.NetworkNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A network namespace with the veth pair {@code va}–{@code vb}, both up; it goes away with {@link #close()}. */
public final class LabNamespace implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "aloft-nl-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    public LabNamespace() throws IOException, InterruptedException {
        run(List.of("ip", "netns", "add", name));
        ip("link", "add", "va", "type", "veth", "peer", "name", "vb");
        ip("link", "set", "dev", "va", "up");
        ip("link", "set", "dev", "vb", "up");
    }

    /** Where a thread enters it. */
    public Path path() {
        return NetworkNamespace.named(name);
    }

    /** Runs {@code ip} inside and returns what it prints. */
    public String ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(List.of("ip", "netns", "del", name));
    }
}
