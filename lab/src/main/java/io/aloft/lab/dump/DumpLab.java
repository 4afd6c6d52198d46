package io.aloft.lab.dump;

import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.process.AtExit;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Runs a real keepalived with one configuration after the other and has it write down its state.
 *
 * <p>Each runs in a root directory that holds keepalived, its libraries, and in the place of every script that a
 * configuration names a program that does nothing. So nothing that people put into their files can do harm, and
 * everything that the files ask for is there.
 */
public final class DumpLab implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String KEEPALIVED = "/usr/sbin/keepalived";
    private static final String NO_OPERATION = "/usr/bin/true";
    private static final Pattern LIBRARY = Pattern.compile("/\\S+\\.so\\S*");

    private final WorkDirectory directory = new WorkDirectory("dump");
    private final List<DumpCase> cases = new ArrayList<>();

    /** A configuration to run. */
    void add(Path file, String name, String configId) {
        cases.add(DumpCase.prepare(file, name, configId, directory.path()));
    }

    List<DumpCase> cases() {
        return Collections.unmodifiableList(cases);
    }

    /** Runs cases in namespaces of this machine, two at a time. */
    void run(List<DumpCase> wanted) {
        install();
        List<String> names = DumpCase.names(wanted);
        int half = (names.size() + 1) / 2;
        List<Program> programs = List.of(start(names.subList(0, half)), start(names.subList(half, names.size())));
        Runnable stop =
                () -> programs.forEach(program -> program.family().forEach(each -> Signal.KILL.sendTo(each.pid())));
        AtExit.undo(stop);
        try {
            programs.forEach(program -> program.awaitEnd(LIMIT));
        } finally {
            stop.run();
            AtExit.forget(stop);
        }
    }

    private Program start(List<String> names) {
        return Program.start("dump", new ProcessBuilder(command(names)), line -> {});
    }

    /** Runs cases in one boot of a kernel that has IPVS. */
    void runInKernel(List<DumpCase> wanted) {
        install();
        KernelRunner.Outcome outcome =
                KernelRunner.run(command(DumpCase.names(wanted)), directory.path(), LIMIT, line -> {});
        if (outcome.status() != 0) {
            throw new AssertionError("the kernel lab ended with " + outcome.status() + "\n" + outcome.text());
        }
    }

    private List<String> command(List<String> names) {
        List<String> argv = new ArrayList<>(List.of(
                Checkout.file("lab/keepalived-dump").toString(),
                directory.path().toString()));
        argv.addAll(names);
        return argv;
    }

    /** Fills the root directory. */
    private void install() {
        for (String name : List.of("proc", "run/netns", "run/keepalived", "dev", "tmp", "etc")) {
            make(directory.file(name));
        }
        try {
            installKeepalived();
            Files.writeString(directory.file("dev").resolve("null"), "");
            Files.writeString(directory.file("etc/hosts"), "127.0.0.1 " + WishedHost.NAME + "\n");
            Files.writeString(directory.file("etc/nsswitch.conf"), "hosts: files\npasswd: files\ngroup: files\n");
            Map<String, Integer> users = new TreeMap<>(Map.of("root", 0));
            Map<String, Integer> groups = new TreeMap<>(Map.of("root", 0));
            var files = new TreeSet<Path>();
            for (DumpCase each : cases) {
                users.putAll(each.host().users());
                groups.putAll(each.host().groups());
                files.addAll(each.host().files());
                each.trackFiles().forEach(path -> make(below(path.resolveSibling(""))));
            }
            Files.write(
                    directory.file("etc/passwd"),
                    users.entrySet().stream()
                            .map(user ->
                                    user.getKey() + ":x:" + user.getValue() + ":" + user.getValue() + "::/:/bin/sh")
                            .toList());
            Files.write(
                    directory.file("etc/group"),
                    groups.entrySet().stream()
                            .map(group -> group.getKey() + ":x:" + group.getValue() + ":")
                            .toList());
            installScripts(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keepalived of this machine, or of the root directory that {@code -Daloft.keepalived="chroot DIR keepalived"} names. */
    private void installKeepalived() throws IOException {
        String[] words = System.getProperty("aloft.keepalived", "").split(" ", -1);
        boolean elsewhere = words[0].equals("chroot");
        Path source = elsewhere ? Path.of(words[1]) : Path.of("/");
        List<String> inside = elsewhere ? List.of("chroot", words[1]) : List.of();
        for (String program : List.of(KEEPALIVED, NO_OPERATION)) {
            copy(source, program);
            List<String> ldd = new ArrayList<>(inside);
            ldd.addAll(List.of("ldd", program));
            for (String library : LIBRARY.matcher(Command.run(ldd))
                    .results()
                    .map(found -> found.group())
                    .distinct()
                    .toList()) {
                copy(source, library);
            }
        }
        copyTables(source);
    }

    /** Names of routing tables, protocols and the like, which routes and rules may use. */
    private void copyTables(Path source) throws IOException {
        for (String name : List.of(
                "etc/iproute2",
                "usr/share/iproute2",
                "etc/protocols",
                "etc/services",
                // Newer releases do not start without it.
                "etc/keepalived/keepalived.config-opts")) {
            Path from = source.resolve(name);
            if (Files.exists(from)) {
                Command.run(
                        "cp",
                        "-rL",
                        from.toString(),
                        make(directory.file(name).resolveSibling("")).toString());
            }
        }
    }

    private void copy(Path source, String file) throws IOException {
        Path from = source.resolve(file.substring(1)).toRealPath();
        Path to = directory.file(file.substring(1));
        if (!Files.exists(to)) {
            make(to.resolveSibling(""));
            Files.copy(from, to);
        }
    }

    private void installScripts(NavigableSet<Path> files) throws IOException {
        for (Path file : files) {
            // In their order, what is below a directory follows it.
            Path next = files.higher(file);
            Path at = below(file);
            boolean leaf = next == null || !next.startsWith(file);
            if (leaf && file.getNameCount() > 0 && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                make(at.resolveSibling(""));
                Files.writeString(at, "#!" + NO_OPERATION + "\n");
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** A path of the root directory, as this program sees it; nothing leads out of it. */
    private Path below(Path file) {
        Path at = directory.path().resolve(Path.of("/").relativize(file)).normalize();
        if (!at.startsWith(directory.path())) {
            throw new IllegalArgumentException(file + " leads out of the root directory");
        }
        return at;
    }

    /** Directories are open to all, as keepalived looks whether a script's user can reach the script. */
    private Path make(Path at) {
        try {
            Files.createDirectories(at);
            for (Path open = at; open != null && open.startsWith(directory.path()); open = open.getParent()) {
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With {@code -Daloft.dump.keep=DIR} logs and dumps can be looked at afterwards. */
    @Override
    public void close() {
        String keep = System.getProperty("aloft.dump.keep");
        if (keep != null) {
            Command.run("cp", "-r", directory.file("cases").toString(), keep);
        }
        directory.close();
    }
}
