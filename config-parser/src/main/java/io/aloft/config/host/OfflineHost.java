package io.aloft.config.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine of which only the name is known: every interface, account and program that a configuration names is there. For
 * checking the file of another machine.
 *
 * @param known answers what does not depend on the machine the file is for
 */
public record OfflineHost(HostFacts known) implements HostFacts {

    private static final FileFacts PROGRAM_OF_ROOT = new FileFacts(0, 0, 0755, FileFacts.Kind.FILE);
    private static final FileFacts DIRECTORY_OF_ROOT = new FileFacts(0, 0, 0755, FileFacts.Kind.DIRECTORY);
    private static final int SOME_USER = 1;
    private static final int KEY_BYTES = 32;

    @Override
    public boolean hasInterface(String name) {
        // The kernel takes no colon into a name: that is the way to write a label.
        return name.indexOf(':') < 0;
    }

    @Override
    public boolean liesOnAnother(String name) {
        return true;
    }

    @Override
    public Integer number(NameTable table, String name) {
        return Objects.requireNonNullElse(known.number(table, name), 1);
    }

    /** A key, as far as anybody can tell. */
    @Override
    public byte[] content(Path path, int most) {
        return new byte[Math.min(most, KEY_BYTES)];
    }

    @Override
    public int processors() {
        return known.processors();
    }

    @Override
    public String hostName() {
        return known.hostName();
    }

    @Override
    public @Nullable Account account(String nameOrNumber) {
        Account here = known.account(nameOrNumber);
        return here == null ? new Account(nameOrNumber, SOME_USER, SOME_USER) : here;
    }

    @Override
    public Integer group(String nameOrNumber) {
        return Objects.requireNonNullElse(known.group(nameOrNumber), SOME_USER);
    }

    @Override
    public FileFacts file(Path path) {
        return path.getParent() == null || path.endsWith("bin") ? DIRECTORY_OF_ROOT : PROGRAM_OF_ROOT;
    }

    @Override
    public Path realPath(Path path) {
        return path;
    }

    @Override
    public List<Path> searchPath() {
        return known.searchPath();
    }
}
