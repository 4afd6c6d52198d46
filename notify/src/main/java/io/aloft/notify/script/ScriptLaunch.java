package io.aloft.notify.script;

import io.aloft.model.script.ScriptCommand;
import io.aloft.posix.UserDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that has to be found out before a script may be executed, and the command line that executes it.
 *
 * <p>Java can set neither process group, user, signal dispositions nor parent-death signal of a child, so a chain of small
 * programs does, each replacing itself by the next: {@code setsid}, {@code env}, {@code setpriv}, the script. Words of the
 * operator are only ever arguments; none is read as an option or by a shell.
 */
final class ScriptLaunch {

    private static final String SETSID = "/usr/bin/setsid";
    private static final String ENV = "/usr/bin/env";
    private static final String SETPRIV = "/usr/bin/setpriv";

    /** The kernel reads this much of a script to find its interpreter. */
    private static final int INTERPRETER_LINE_BYTES = 256;

    private ScriptLaunch() {}

    /** Whether a script may run. */
    sealed interface Verdict {
        /** It may, as this command line. */
        record Ready(List<String> argv) implements Verdict {}

        /** It may not, for this reason. */
        record Refused(String reason) implements Verdict {}
    }

    /**
     * @param uid user number it will have
     * @param gid group number it will have
     * @param options of setpriv that bring it there
     */
    private record Identity(long uid, long gid, List<String> options) {}

    /** Looks at users and files, so it may take as long as a directory server or a file server does. */
    static Verdict prepare(ScriptCommand command, ScriptOptions options) {
        try {
            Identity identity = identityOf(command);
            checkProgram(Path.of(command.argv().getFirst()), identity, options);
            List<String> argv = new ArrayList<>(List.of(SETSID, ENV, "--default-signal", SETPRIV, "--pdeathsig=TERM"));
            argv.addAll(identity.options());
            argv.add("--");
            argv.addAll(command.argv());
            return new Verdict.Ready(List.copyOf(argv));
        } catch (NoSuchFileException e) {
            return new Verdict.Refused(e.getMessage() + " does not exist");
        } catch (IOException | IllegalArgumentException e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Identity identityOf(ScriptCommand command) throws IOException {
        long uid = ownNumber("unix:uid");
        long gid = ownNumber("unix:gid");
        if (command.user() == null && command.group() == null) {
            return new Identity(uid, gid, List.of());
        }
        List<String> options = new ArrayList<>();
        if (command.user() != null) {
            UserDatabase.User user = user(command.user());
            uid = user.uid();
            gid = user.primaryGid();
            options.add("--reuid=" + uid);
        }
        if (command.group() != null) {
            gid = UserDatabase.groupId(command.group())
                    .orElseThrow(() -> new IOException("Script group '" + command.group() + "' does not exist"));
        }
        options.add("--regid=" + gid);
        options.add("--clear-groups");
        return new Identity(uid, gid, options);
    }

    /** A number needs no entry: it then is its own group, as the loader takes it. */
    private static UserDatabase.User user(String nameOrNumber) throws IOException {
        Optional<UserDatabase.User> known = UserDatabase.user(nameOrNumber);
        if (known.isPresent()) {
            return known.get();
        }
        if (!nameOrNumber.matches("[0-9]{1,9}")) {
            throw new IOException("Script user '" + nameOrNumber + "' does not exist");
        }
        long number = Long.parseLong(nameOrNumber);
        return new UserDatabase.User(nameOrNumber, number, number);
    }

    private static long ownNumber(String attribute) throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), attribute) instanceof Integer number
                ? Integer.toUnsignedLong(number)
                : -1;
    }

    private static void checkProgram(Path program, Identity identity, ScriptOptions options) throws IOException {
        if (!program.isAbsolute()) {
            throw new IOException(program + " is not a full path");
        }
        if (!Files.readAttributes(program, BasicFileAttributes.class).isRegularFile()) {
            throw new IOException(program + " is not a file");
        }
        FilePermissions file = FilePermissions.of(program);
        if (!file.executable()) {
            throw new IOException(program + " is not executable: chmod +x it");
        }
        Optional<String> interpreter = interpreterOf(program);
        if (interpreter.isPresent() && !Files.exists(Path.of(interpreter.get()))) {
            throw new IOException(program + " names an interpreter that does not exist: " + interpreter.get());
        }
        boolean asRoot = identity.uid() == 0 || identity.gid() == 0 || file.lendsRoot();
        if (options.security() && asRoot) {
            Optional<PathTrust.Weakness> weakness = PathTrust.firstWeakness(program);
            if (weakness.isPresent()) {
                throw new IOException("Unsafe permissions found for script '" + program + "': " + weakness.get());
            }
        }
    }

    /** What the first line names behind {@code #!}; nothing for a binary, or where we may not read. */
    private static Optional<String> interpreterOf(Path program) {
        byte[] start;
        try (InputStream in = Files.newInputStream(program)) {
            start = in.readNBytes(INTERPRETER_LINE_BYTES);
        } catch (IOException e) {
            return Optional.empty();
        }
        String line =
                new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (!line.startsWith("#!") || line.substring(2).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(line.substring(2).strip().split("[ \t]", 2)[0]);
    }
}
