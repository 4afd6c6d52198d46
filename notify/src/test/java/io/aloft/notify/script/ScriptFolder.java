package io.aloft.notify.script;

import io.aloft.model.script.ScriptCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Scripts of one test, and what they wrote. */
public final class ScriptFolder {
    /** Far beyond what anything here takes; only a failing test waits so long. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path path;

    public ScriptFolder(Path path) {
        this.path = path;
        chmod(path, "rwxr-xr-x");
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** An executable shell script that sees this folder as {@code $d}. */
    public ScriptCommand shell(String name, String body, String... arguments) {
        return program(name, "#!/bin/sh\nd='" + path + "'\n" + body + "\n", arguments);
    }

    /** An executable file of just this text. */
    public ScriptCommand program(String name, String text, String... arguments) {
        try {
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        chmod(file(name), "rwxr-xr-x");
        List<String> argv = new ArrayList<>(List.of(file(name).toString()));
        argv.addAll(List.of(arguments));
        return new ScriptCommand(String.join(" ", argv), argv, null, null);
    }

    public void chmod(Path target, String permissions) {
        try {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file so far; none when there is no such file. */
    public List<String> lines(String name) {
        try {
            return Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a file has so many lines, and returns them. */
    public List<String> awaitLines(String name, int count) {
        await(name + " has " + count + " lines", () -> lines(name).size() >= count);
        return lines(name);
    }

    public void create(String name) {
        try {
            Files.createFile(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of a process whose number a script wrote into a file. */
    public void awaitEndOf(long pid) {
        await("process " + pid + " has ended", () -> !isAlive(pid));
    }

    /** A zombie that nobody has waited for yet counts as ended. */
    private static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
