package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.LogLine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Aloft in a process of its own. */
public final class AloftDirector extends Director {
    /** The daemon; a name, since nothing else of it is used here. */
    private static final String MAIN = "io.aloft.daemon.Main";

    public AloftDirector(TestHost host, Path config, Consumer<LogLine> listener) {
        super(host, config, listener);
    }

    @Override
    protected List<String> program() {
        return command();
    }

    /**
     * The command that starts Aloft: the launcher when this program came from it, else the same JVM on the same class
     * path with the launcher's options, so that a test inside the build sees what it has just compiled.
     */
    public static List<String> command() {
        String launcher = System.getProperty("aloft.launcher");
        if (launcher != null) {
            return List.of(launcher);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Checkout.file("packaging/launcher/jvm.options"),
                "-cp",
                System.getProperty("java.class.path"),
                MAIN);
    }

    @Override
    protected void prepare(ProcessBuilder builder) {
        // Whoever runs the lab has built; two directors starting at once must not both look for newer sources.
        builder.environment().put("ALOFT_BUILD", "never");
    }

    @Override
    public String kind() {
        return "aloft";
    }
}
