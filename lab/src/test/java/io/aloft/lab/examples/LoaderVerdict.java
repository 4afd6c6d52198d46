package io.aloft.lab.examples;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.host.LiveHostFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that loads configurations as {@code -t} does, on the host and with the files it finds itself in; prints every
 * diagnostic and ends with the highest status.
 */
final class LoaderVerdict {
    private LoaderVerdict() {}

    /** The command that judges these files. */
    static List<String> command(List<Path> files) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoaderVerdict.class.getName()),
                        files.stream().map(Path::toString))
                .toList();
    }

    public static void main(String[] files) {
        int status = 0;
        var host = new LiveHostFacts();
        for (String file : files) {
            LoadResult result =
                    ConfigLoader.load(Path.of(file), LoadOptions.forHost(host).forTest(), host);
            result.diagnostics().forEach(diagnostic -> System.out.println(diagnostic));
            status = Math.max(status, result.testExitStatus());
        }
        System.exit(status);
    }
}
