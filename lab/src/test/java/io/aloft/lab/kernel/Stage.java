package io.aloft.lab.kernel;

import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.ReferenceKeepalived;
import io.aloft.lab.node.Responder;
import io.aloft.lab.node.TcpResponder;
import io.aloft.lab.node.TlsIdentity;
import io.aloft.lab.node.UdpResponder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one scenario's events act on: its servers, files and routes. Servers are named by the last part of their address. */
final class Stage implements AutoCloseable {
    private final Twins twins;
    private final Names names;
    private final TlsIdentity identity;
    private final Map<String, Responder> responders = new HashMap<>();
    private @Nullable ReferenceKeepalived neighbour;

    /** Opens the servers. */
    Stage(Twins twins, Names names, Scenario scenario, TlsIdentity identity) {
        this.twins = twins;
        this.names = names;
        this.identity = identity;
        make(names.files());
        for (Scenario.Server server : scenario.servers()) {
            Responder responder = responder(server);
            responder.open();
            responders.put(server.address(), responder);
        }
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Responder responder(Scenario.Server server) {
        InetSocketAddress address = new InetSocketAddress(
                names.fill(server.address()), server.kind().port());
        String answer = server.answer();
        return switch (server.kind()) {
            case TCP -> new TcpResponder(twins.servers(), address, answer, TcpResponder.SILENT);
            case HTTP -> new TcpResponder(twins.servers(), address, answer, TcpResponder.HTTP);
            case SMTP -> new TcpResponder(twins.servers(), address, answer, TcpResponder.SMTP);
            case TLS ->
                new TcpResponder(twins.servers(), address, answer, TcpResponder.tls(identity, TcpResponder.HTTP));
            case DNS -> new UdpResponder(twins.servers(), address, answer, UdpResponder.DNS);
            case UDP -> new UdpResponder(twins.servers(), address, answer, UdpResponder.TEXT);
        };
    }

    private Responder at(int server) {
        return Objects.requireNonNull(responders.get("RS." + server), () -> "no server " + server);
    }

    void open(int... numbers) {
        for (int server : numbers) {
            at(server).open();
        }
    }

    void close(int... numbers) {
        for (int server : numbers) {
            at(server).close();
        }
    }

    /** The server answers so from now on. */
    void say(int server, String answer) {
        at(server).say(answer);
    }

    /** Nothing reaches the address any more, and nothing comes back. */
    void unplug(int server) {
        twins.ip(twins.servers(), names.fill("route add blackhole RS." + server + " table local"));
    }

    /** Ends {@link #unplug}. */
    void plug(int server) {
        twins.ip(twins.servers(), names.fill("route del blackhole RS." + server + " table local"));
    }

    /** Writes a file at once, as a watcher expects it. */
    void file(String name, String text) {
        try {
            Path written = Files.writeString(names.files().resolve(name + ".new"), text);
            Files.move(
                    written,
                    names.files().resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a program of this name, which ends with this status. */
    void program(String name, int status) {
        try {
            Path path = names.files().resolve(name + ".new");
            Files.writeString(path, "#!/bin/sh\nexit " + status + "\n");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(
                    path,
                    names.files().resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an address on lo of both directors, or takes it away. */
    void address(String address, boolean present) {
        for (DirectorKind kind : DirectorKind.values()) {
            twins.ip(
                    twins.director(kind),
                    "addr " + (present ? "add" : "del") + " " + names.fill(address) + "/32 dev lo");
        }
    }

    /** Both web servers take packets for the scenario's virtual addresses. */
    void routeDirectly() {
        twins.routeDirectly(names.fill("VIP.0/24"));
    }

    /** Both directors mark what comes in. */
    void mark(String address, int port, String mark) {
        twins.mark(names.fill(address), port, Integer.parseInt(names.fill(mark)));
    }

    /** Starts a daemon on the servers' host that speaks BFD from {@code RS.1} with both directors. */
    void startNeighbour() {
        Path config = twins.work().write("bfd.conf", names.fill("""
            bfd_instance keep {
                source_ip RS.1
                neighbor_ip 10.77.0.1
                min_rx 300
                min_tx 300
                multiplier 5
            }
            bfd_instance aloft {
                source_ip RS.1
                neighbor_ip 10.77.0.2
                min_rx 300
                min_tx 300
                multiplier 5
            }
            """));
        neighbour = new ReferenceKeepalived(twins.servers(), config, line -> {});
        neighbour.start();
    }

    /** Stops the neighbour for a while, so that its sessions expire. */
    void freezeNeighbour() {
        Objects.requireNonNull(neighbour).freeze();
    }

    /** Ends {@link #freezeNeighbour}. */
    void resumeNeighbour() {
        Objects.requireNonNull(neighbour).resume();
    }

    @Override
    public void close() {
        responders.values().forEach(Responder::close);
        if (neighbour != null) {
            neighbour.close();
        }
    }
}
