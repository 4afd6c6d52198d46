package io.aloft.lab.dump;

import io.aloft.config.host.HostFacts;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.config.host.NameTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A host that has everything that a configuration asks for, and remembers what that was, so that keepalived can be given
 * the same: interfaces, accounts, programs. Numbers of accounts follow from their names. Used by one thread.
 */
final class WishedHost implements HostFacts {
    static final String NAME = "director.example.net";

    private final String root;
    private final HostFacts machine = new LiveHostFacts();
    private final Set<String> interfaces = new TreeSet<>();
    private final Map<String, Integer> users = new TreeMap<>();
    private final Map<String, Integer> groups = new TreeMap<>();
    private final Set<Path> files = new TreeSet<>();

    /** @param root the directory that keepalived takes for its root; Aloft reads the same file from outside */
    WishedHost(Path root) {
        this.root = root.toString();
    }

    /** A path or another word as keepalived sees it. */
    String inside(String word) {
        return word.replace(root, "");
    }

    /** Numbers of a user and a group, or of a user and its primary group: {@code 0:0}. */
    String owner(@Nullable String user, @Nullable String group) {
        int uid = number(user == null ? "root" : user, users);
        return uid + ":" + (group == null ? uid : number(group, groups));
    }

    Set<String> interfaces() {
        return interfaces;
    }

    Map<String, Integer> users() {
        return users;
    }

    Map<String, Integer> groups() {
        return groups;
    }

    Set<Path> files() {
        return files;
    }

    @Override
    public boolean liesOnAnother(String name) {
        return true;
    }

    @Override
    public boolean hasInterface(String name) {
        // What the kernel takes as a name.
        if (name.isEmpty() || name.length() > 15 || !name.matches("[\\w.@-]+")) {
            return false;
        }
        if (!name.equals("lo")) {
            interfaces.add(name);
        }
        return true;
    }

    @Override
    public @Nullable Integer number(NameTable table, String name) {
        return machine.number(table, name);
    }

    @Override
    public int processors() {
        return machine.processors();
    }

    @Override
    public String hostName() {
        return NAME;
    }

    @Override
    public @Nullable Account account(String nameOrNumber) {
        int uid = number(nameOrNumber, users);
        return new Account(nameOrNumber, uid, uid);
    }

    @Override
    public @Nullable Integer group(String nameOrNumber) {
        return number(nameOrNumber, groups);
    }

    private static int number(String name, Map<String, Integer> named) {
        if (name.matches("\\d{1,9}")) {
            return Integer.parseInt(name);
        }
        // keepalived 2.2.7 finds no program by PATH for another user than root, so the default one is a second name of
        // root.
        return named.computeIfAbsent(
                name, key -> key.equals("root") || key.equals("keepalived_script") ? 0 : hashed(key));
    }

    private static int hashed(String name) {
        return 1000 + Math.floorMod(name.hashCode(), 30_000);
    }

    @Override
    public @Nullable FileFacts file(Path path) {
        // Directories above the root are named too when the path is one from outside.
        String inside = inside(path.toString());
        if (inside.startsWith("/") && !root.startsWith(inside)) {
            files.add(Path.of(inside));
        }
        return new FileFacts(0, 0, 0755, FileFacts.Kind.FILE);
    }

    @Override
    public @Nullable Path realPath(Path path) {
        return path;
    }

    @Override
    public List<Path> searchPath() {
        return List.of(Path.of("/usr/bin"));
    }
}
