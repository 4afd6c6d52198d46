package io.aloft.lab.dump;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.model.global.Placement;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configuration, as Aloft reads it and, once the lab has run it, as keepalived does.
 *
 * @param name of the case, unique in its lab
 * @param directory where its files are; see {@code lab/keepalived-dump}
 * @param needsIpvs keepalived ends itself without IPVS in the kernel
 * @param loaded what Aloft made of it
 * @param host what it asked of the host
 */
record DumpCase(String name, Path directory, boolean needsIpvs, LoadResult loaded, WishedHost host) {
    private static final Pattern VIRTUAL_SERVER = Pattern.compile("(?m)^\\s*virtual_server\\b");

    private static final Pattern FAREWELL = Pattern.compile("CPU usage|Stopped|Stopping| exited with |Respawning");

    /** Loads a configuration and writes down what keepalived needs to run it. */
    static DumpCase prepare(Path file, String name, String configId, Path root) {
        Path directory = root.resolve("cases").resolve(name);
        try {
            Files.createDirectories(directory);
            // Both read the same copy in the same surroundings, so that included files are missing for both.
            Path copy = Files.copy(file, directory.resolve("keepalived.conf"));
            var host = new WishedHost(root);
            LoadResult loaded =
                    ConfigLoader.load(copy, LoadOptions.forHost(host).withConfigId(configId), host);
            String text = new String(Files.readAllBytes(copy), StandardCharsets.ISO_8859_1);
            Files.write(directory.resolve("interfaces"), interfaces(loaded, host));
            Files.write(directory.resolve("namespaces"), namespaces(loaded));
            Files.writeString(directory.resolve("id"), configId);
            boolean needsIpvs = VIRTUAL_SERVER.matcher(text).find();
            return new DumpCase(name, directory, needsIpvs, loaded, host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it asks for but those that keepalived makes itself. */
    private static Set<String> interfaces(LoadResult loaded, WishedHost host) {
        var names = new TreeSet<>(host.interfaces());
        if (loaded.image() != null) {
            for (VirtualRouterSpec router : loaded.image().virtualRouters()) {
                VirtualInterface own = router.options().link().virtualInterface();
                if (own != null) {
                    names.remove(own.name());
                }
            }
        }
        return names;
    }

    private static List<String> namespaces(LoadResult loaded) {
        if (loaded.image() == null) {
            return List.of();
        }
        Placement placement = loaded.image().global().placement();
        var names = new ArrayList<String>();
        for (String name : Arrays.asList(placement.netNamespace(), placement.ipvsNamespace())) {
            if (name != null && !name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Tracked files; keepalived drops those whose directory is not there. */
    List<Path> trackFiles() {
        return loaded.image() == null
                ? List.of()
                : loaded.image().tracked().files().stream()
                        .map(file -> Path.of(host.inside(file.path())))
                        .filter(Path::isAbsolute)
                        .toList();
    }

    /** What became of keepalived: {@code done}, or why there is no dump. */
    String outcome() {
        return read("outcome").strip();
    }

    /** What keepalived logged. */
    String log() {
        return read("log");
    }

    /** The last things that keepalived said before its farewell. */
    List<String> lastWords() {
        List<String> lines = log().lines()
                .filter(line -> !FAREWELL.matcher(line).find())
                .map(line -> line.replaceFirst("^\\w+ \\w+ +\\d+ [\\d:]+ \\d+: ", ""))
                .toList();
        return lines.subList(Math.max(0, lines.size() - 4), lines.size());
    }

    /** The dump of the VRRP process; null when it has nothing to do. */
    @Nullable
    DumpNode vrrp() {
        return dump("whole-keepalived.data");
    }

    /** The dump of the checker process; null when it has nothing to do. */
    @Nullable
    DumpNode checker() {
        return dump("whole-keepalived_check.data");
    }

    private @Nullable DumpNode dump(String file) {
        String text = read(file);
        return text.isEmpty() ? null : DumpNode.parse(text);
    }

    private String read(String file) {
        Path path = directory.resolve(file);
        try {
            return Files.exists(path) ? decode(Files.readAllBytes(path)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the loader reads a file: UTF-8, or byte by byte where it is none. */
    private static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Lines of a list that says nothing more. */
    static List<String> names(List<DumpCase> cases) {
        return cases.stream().map(DumpCase::name).toList();
    }
}
