package io.aloft.daemon.command;

import io.aloft.config.host.HostFacts;
import io.aloft.config.host.NameTable;
import io.aloft.model.net.LocalAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Remembers which interfaces and users a configuration asked for in vain: findings that another machine would not give. */
final class MissingHere implements HostFacts {

    private final HostFacts host;
    private final Set<String> interfaces = new TreeSet<>();
    private final Set<String> users = new TreeSet<>();

    MissingHere(HostFacts host) {
        this.host = host;
    }

    /** A sentence about what this machine lacks, or an empty text. */
    String remark() {
        String lacks = named("interface", interfaces)
                + (interfaces.isEmpty() || users.isEmpty() ? "" : " and ")
                + named("user", users);
        return lacks.isEmpty()
                ? ""
                : "this machine has no " + lacks + "; if the file is for another one, check it with --offline";
    }

    private static String named(String what, Set<String> names) {
        return names.isEmpty() ? "" : what + " " + String.join(", ", names);
    }

    @Override
    public boolean hasInterface(String name) {
        boolean found = host.hasInterface(name);
        if (!found) {
            interfaces.add(name);
        }
        return found;
    }

    @Override
    public boolean liesOnAnother(String name) {
        return host.liesOnAnother(name);
    }

    @Override
    public @Nullable Account account(String nameOrNumber) {
        Account found = host.account(nameOrNumber);
        // Nobody named this one: scripts run as it when it happens to exist.
        if (found == null && !nameOrNumber.equals("keepalived_script")) {
            users.add(nameOrNumber);
        }
        return found;
    }

    @Override
    public @Nullable Integer number(NameTable table, String name) {
        return host.number(table, name);
    }

    @Override
    public List<LocalAddress> addresses() {
        return host.addresses();
    }

    @Override
    public @Nullable LinkFacts link(String name) {
        return host.link(name);
    }

    @Override
    public byte @Nullable [] content(Path path, int most) {
        return host.content(path, most);
    }

    @Override
    public int processors() {
        return host.processors();
    }

    @Override
    public String hostName() {
        return host.hostName();
    }

    @Override
    public @Nullable Integer group(String nameOrNumber) {
        return host.group(nameOrNumber);
    }

    @Override
    public @Nullable FileFacts file(Path path) {
        return host.file(path);
    }

    @Override
    public @Nullable Path realPath(Path path) {
        return host.realPath(path);
    }

    @Override
    public List<Path> searchPath() {
        return host.searchPath();
    }
}
