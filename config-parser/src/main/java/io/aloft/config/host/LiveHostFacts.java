package io.aloft.config.host;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.LocalAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine that this process runs on. Interfaces are those of its network namespace at the time of creation. */
public final class LiveHostFacts implements HostFacts {

    private static final NameTableFiles NAME_TABLES = new NameTableFiles(
            List.of(Path.of("/usr/lib/iproute2"), Path.of("/usr/share/iproute2"), Path.of("/etc/iproute2")));

    private static final int NUMBER_BYTES = 32;

    private final Map<NameTable, Map<String, Integer>> names = new EnumMap<>(NameTable.class);
    private final Set<String> interfaces = interfaceNames();
    private final List<String> users = lines("/etc/passwd");
    private final List<String> groups = lines("/etc/group");

    /** Reads the list of interfaces and accounts once. */
    public LiveHostFacts() {}

    @Override
    public boolean hasInterface(String name) {
        return interfaces.contains(name);
    }

    @Override
    public boolean liesOnAnother(String name) {
        try (Stream<Path> entries = Files.list(Path.of("/sys/class/net").resolve(name))) {
            return entries.anyMatch(entry -> entry.toFile().getName().startsWith("lower_"));
        } catch (IOException | InvalidPathException e) {
            // Another network namespace than the one that /sys shows.
            return true;
        }
    }

    @Override
    public List<LocalAddress> addresses() {
        var addresses = new ArrayList<LocalAddress>();
        try {
            NetworkInterface.networkInterfaces().forEach(found -> {
                for (InterfaceAddress entry : found.getInterfaceAddresses()) {
                    IpAddress address = IpAddress.ofBytes(entry.getAddress().getAddress());
                    addresses.add(new LocalAddress(found.getName(), address, entry.getNetworkPrefixLength()));
                }
            });
        } catch (SocketException e) {
            return List.of();
        }
        return addresses;
    }

    @Override
    public LinkFacts link(String name) {
        Boolean ethernet = null;
        Boolean multicast = null;
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                byte[] mac = found.getHardwareAddress();
                ethernet = !found.isPointToPoint() && mac != null && mac.length == 6;
                multicast = found.supportsMulticast();
            }
        } catch (SocketException e) {
            // It went away meanwhile.
            return new LinkFacts(null, null, null);
        }
        return new LinkFacts(mtu(name), ethernet, multicast);
    }

    /** From /proc, which shows the own network namespace and interfaces without address too. */
    private @Nullable Integer mtu(String name) {
        // Such a file gives all of its number to the first read, and nothing to a second.
        byte[] written =
                name.indexOf('/') >= 0 ? null : content(Path.of("/proc/sys/net/ipv6/conf", name, "mtu"), NUMBER_BYTES);
        int mtu = written == null ? 0 : number(new String(written, StandardCharsets.US_ASCII).strip());
        return mtu <= 0 ? null : mtu;
    }

    @Override
    public byte @Nullable [] content(Path path, int most) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(most + 1);
            return content.length > most ? null : content;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public @Nullable Integer number(NameTable table, String name) {
        return names.computeIfAbsent(table, NAME_TABLES::read).get(name);
    }

    @Override
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public String hostName() {
        List<String> name = lines("/proc/sys/kernel/hostname");
        return name.isEmpty() ? "localhost" : name.getFirst();
    }

    @Override
    public @Nullable Account account(String nameOrNumber) {
        for (String line : users) {
            String[] field = line.split(":", -1);
            if (field.length >= 4 && (field[0].equals(nameOrNumber) || field[2].equals(nameOrNumber))) {
                return new Account(field[0], number(field[2]), number(field[3]));
            }
        }
        int uid = number(nameOrNumber);
        return uid < 0 ? null : new Account(nameOrNumber, uid, uid);
    }

    @Override
    public @Nullable Integer group(String nameOrNumber) {
        for (String line : groups) {
            String[] field = line.split(":", -1);
            if (field.length >= 3 && field[0].equals(nameOrNumber)) {
                return number(field[2]);
            }
        }
        int gid = number(nameOrNumber);
        return gid < 0 ? null : gid;
    }

    @Override
    public @Nullable FileFacts file(Path path) {
        try {
            Map<String, Object> facts = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
            int mode = number(facts, "mode");
            FileFacts.Kind kind = switch (mode & 0170000) {
                case 0100000 -> FileFacts.Kind.FILE;
                case 0040000 -> FileFacts.Kind.DIRECTORY;
                case 0120000 -> FileFacts.Kind.LINK;
                default -> FileFacts.Kind.OTHER;
            };
            return new FileFacts(number(facts, "uid"), number(facts, "gid"), mode & 07777, kind);
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    @Override
    public @Nullable Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public List<Path> searchPath() {
        var directories = new ArrayList<Path>();
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (String directory : path.split(":", -1)) {
            if (directory.startsWith("/")) {
                try {
                    directories.add(Path.of(directory));
                } catch (InvalidPathException e) {
                    // The shell ignores such an element of PATH too.
                    continue;
                }
            }
        }
        return directories;
    }

    /** Java's own list leaves out interfaces without an address; the kernel's table in /proc has all of them. */
    private static Set<String> interfaceNames() {
        var names = new HashSet<String>();
        for (String line : lines("/proc/self/net/dev")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                names.add(line.substring(0, colon).strip());
            }
        }
        if (names.isEmpty()) {
            try {
                NetworkInterface.networkInterfaces().forEach(found -> names.add(found.getName()));
            } catch (SocketException e) {
                return names;
            }
        }
        return names;
    }

    private static List<String> lines(String file) {
        // A number below /proc/sys is told in one read only, and readAllBytes begins with a read of one byte.
        try (BufferedReader in = Files.newBufferedReader(Path.of(file), StandardCharsets.ISO_8859_1)) {
            return in.lines().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static int number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Integer value ? value : 0;
    }

    private static int number(String text) {
        try {
            return text.startsWith("-") || text.startsWith("+") ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
