package io.aloft.lab.badinput;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.AloftDirector;
import io.aloft.lab.process.Program;
import java.util.ArrayList;
import java.util.List;

/** Aloft started with a command line of one's own, where {@link io.aloft.lab.node.Director} would start it properly. */
final class Start {
    private Start() {}

    /** {@code before... aloft options...} in a host. */
    static Program aloft(TestHost host, List<String> before, List<String> jvmOptions, List<String> options) {
        List<String> argv = new ArrayList<>(before);
        argv.addAll(AloftDirector.command());
        argv.addAll(options);
        ProcessBuilder builder = host.builder(argv);
        builder.environment().put("ALOFT_BUILD", "never");
        if (!jvmOptions.isEmpty()) {
            builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", jvmOptions));
        }
        return Program.start("aloft", builder, line -> {});
    }
}
