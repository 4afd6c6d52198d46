package io.aloft.config;

import io.aloft.config.host.HostFacts;
import io.aloft.config.host.NameTable;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.LocalAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine made of what a test says; nothing else exists on it. */
final class FakeHost implements HostFacts {

    /** A file of root that nobody may execute. */
    static final FileFacts PLAIN_FILE = new FileFacts(0, 0, 0644, FileFacts.Kind.FILE);

    /** A program of root that anybody may change. */
    static final FileFacts FOR_ALL_TO_WRITE = new FileFacts(0, 0, 0777, FileFacts.Kind.FILE);

    private final Set<String> interfaces = new HashSet<>(Set.of("lo"));
    private final Map<String, Account> accounts = new HashMap<>(Map.of("root", new Account("root", 0, 0)));
    private final Map<String, Integer> groups = new HashMap<>(Map.of("root", 0));
    private final Map<Path, FileFacts> files = new HashMap<>();
    private final List<LocalAddress> addresses = new ArrayList<>();
    private final Map<String, LinkFacts> links = new HashMap<>();
    private final Map<Path, String> contents = new HashMap<>();
    private boolean everything;

    /** eth0 and eth1, the usual accounts, and programs in /usr/bin that belong to root. */
    static FakeHost usual() {
        return new FakeHost()
                .withInterface("eth0")
                .withInterface("eth1")
                .withAccount("nobody", 65534, 65534)
                .withProgram("/usr/bin/killall")
                .withProgram("/usr/bin/test")
                .withProgram("/usr/bin/true");
    }

    /** Every interface, account and program that a configuration names exists. */
    static FakeHost withEverything() {
        FakeHost host = usual();
        host.everything = true;
        return host;
    }

    FakeHost withInterface(String name) {
        interfaces.add(name);
        return this;
    }

    /** An interface with an address, written as {@code 192.0.2.1/24}. */
    FakeHost withAddress(String interfaceName, String address) {
        int slash = address.indexOf('/');
        addresses.add(new LocalAddress(
                interfaceName,
                IpAddress.of(address.substring(0, slash)),
                Integer.parseInt(address.substring(slash + 1))));
        return withInterface(interfaceName);
    }

    FakeHost withAccount(String name, int uid, int gid) {
        accounts.put(name, new Account(name, uid, gid));
        groups.put(name, gid);
        return this;
    }

    /** An executable of root, with the directories that lead to it. */
    FakeHost withProgram(String path) {
        return withFile(path, new FileFacts(0, 0, 0755, FileFacts.Kind.FILE));
    }

    FakeHost withFile(String path, FileFacts facts) {
        Path file = Path.of(path);
        files.put(file, facts);
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            files.putIfAbsent(at, new FileFacts(0, 0, 0755, FileFacts.Kind.DIRECTORY));
        }
        return this;
    }

    FakeHost withLink(String name, LinkFacts facts) {
        links.put(name, facts);
        return withInterface(name);
    }

    /** A file of root with content. */
    FakeHost withContent(String path, int mode, String text) {
        contents.put(Path.of(path), text);
        return withFile(path, new FileFacts(0, 0, mode, FileFacts.Kind.FILE));
    }

    @Override
    public @Nullable LinkFacts link(String name) {
        return links.get(name);
    }

    @Override
    public byte @Nullable [] content(Path path, int most) {
        String known = contents.get(path);
        String text = known == null && everything ? "what-everything-holds-is-32-bytes" : known;
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean hasInterface(String name) {
        // The kernel takes no colon into a name, so even a machine that has everything has no ens18:1.
        return everything && name.indexOf(':') < 0 || interfaces.contains(name);
    }

    @Override
    public boolean liesOnAnother(String name) {
        return everything;
    }

    @Override
    public @Nullable Integer number(NameTable table, String name) {
        Integer known = table.builtIn().get(name);
        return known == null && everything ? Integer.valueOf(1) : known;
    }

    @Override
    public List<LocalAddress> addresses() {
        return List.copyOf(addresses);
    }

    @Override
    public int processors() {
        return 2;
    }

    @Override
    public String hostName() {
        return "director.example.net";
    }

    @Override
    public @Nullable Account account(String nameOrNumber) {
        Account known = accounts.get(nameOrNumber);
        return known == null && everything ? new Account(nameOrNumber, 0, 0) : known;
    }

    @Override
    public @Nullable Integer group(String nameOrNumber) {
        Integer known = groups.get(nameOrNumber);
        return known == null && everything ? Integer.valueOf(0) : known;
    }

    @Override
    public @Nullable FileFacts file(Path path) {
        FileFacts known = files.get(path);
        return known == null && everything ? new FileFacts(0, 0, 0755, FileFacts.Kind.FILE) : known;
    }

    @Override
    public @Nullable Path realPath(Path path) {
        return everything || files.containsKey(path) ? path : null;
    }

    @Override
    public List<Path> searchPath() {
        return List.of(Path.of("/usr/bin"));
    }
}
