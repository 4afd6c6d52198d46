package io.aloft.lab.stories;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.LogLine;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts on one switch, their directors, and a directory for files, scripts and what scripts write. Used by one thread. */
final class Scene implements AutoCloseable {
    /** Everything in a story comes within some seconds; the rest is for a busy machine. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    final TestNetwork network = TestNetwork.create();
    final WorkDirectory files = new WorkDirectory("story");
    private final List<Director> directors = new ArrayList<>();
    private @Nullable AdvertWitness witness;

    /** A host with its usual address, 10.77.0.{@code number}. */
    TestHost host(String name, int number) {
        return network.host(name, "10.77.0." + number + "/24", "fd77::" + number + "/64");
    }

    /** A director that is not started; {@code DIR} in its configuration stands for the directory of this scene. */
    Director director(DirectorKind kind, TestHost host, String config) {
        return director(kind, host, host.name(), config);
    }

    /** As above, with a configuration file of a name of its own. */
    Director director(DirectorKind kind, TestHost host, String name, String config) {
        Director director = kind.create(host, configure(name, config));
        directors.add(director);
        return director;
    }

    /** Writes a configuration anew; it takes effect at the next start or reload. */
    Path configure(String name, String config) {
        return files.write(name + ".conf", config.replace("DIR", files.path().toString()));
    }

    /** A program that adds its arguments as a line to the file {@code calls}. */
    Path recorder() {
        return program("record", "#!/bin/sh\necho \"$@\" >> " + files.file("calls") + "\n");
    }

    /** A program of any text. */
    Path program(String name, String text) {
        Path path = files.write(name, text);
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            // Security checks want nobody else to be able to write on the way to it.
            Files.setPosixFilePermissions(files.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    /** The lines that {@link #recorder} wrote. */
    List<String> calls() {
        try {
            return Files.exists(files.file("calls")) ? Files.readAllLines(files.file("calls")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until {@link #recorder} was called like that. */
    void awaitCall(String line) {
        await(() -> "the call " + line + "; there were " + calls(), () -> calls().contains(line));
    }

    void await(java.util.function.Supplier<String> what, java.util.function.BooleanSupplier condition) {
        Await.until(() -> what.get() + "\n" + tails(), LIMIT, condition);
    }

    /** Lines of a director since a moment that contain the pattern, without the time that each begins with. */
    static List<String> lines(Director director, Instant since, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return director.log().stream()
                .filter(line -> !line.at().isBefore(since))
                .map(LogLine::text)
                .filter(text -> pattern.matcher(text).find())
                .map(text -> text.replaceFirst("^.*? \\d{4}: ", ""))
                .toList();
    }

    /** Waits for a line since a moment, whatever was read before. */
    LogLine awaitLine(Director director, Instant since, String regex) {
        Pattern pattern = Pattern.compile(regex);
        List<LogLine> found = new ArrayList<>();
        await(
                () -> director + " says " + regex,
                () -> director.log().stream()
                        .filter(line -> !line.at().isBefore(since)
                                && pattern.matcher(line.text()).find())
                        .findFirst()
                        .map(found::add)
                        .orElse(false));
        return found.getFirst();
    }

    /** Watches LAN 0 from now on. */
    AdvertWitness witness() {
        if (witness == null) {
            witness = AdvertWitness.watch(network, files.file("lan.pcap"));
        }
        return witness;
    }

    /** The ends of all logs, for a message. */
    String tails() {
        StringBuilder text = new StringBuilder();
        directors.stream()
                .filter(Director::wasStarted)
                .forEach(director -> text.append(director.tail()).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        directors.forEach(Director::close);
        if (witness != null) {
            witness.close();
        }
        network.close();
        files.close();
    }
}
