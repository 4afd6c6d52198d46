package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.LogLine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The real keepalived: the package's, or any other one, such as a newer release in a root directory of its own. */
public final class ReferenceKeepalived extends Director {
    private final List<String> program;

    /** The keepalived of this machine, or the one the property {@code aloft.keepalived} names. */
    public ReferenceKeepalived(TestHost host, Path config, Consumer<LogLine> listener) {
        this(
                host,
                config,
                listener,
                List.of(System.getProperty("aloft.keepalived", "keepalived").split(" ", -1)));
    }

    /**
     * A keepalived of one's choice.
     *
     * @param program its path, or a command that ends in it, such as {@code chroot DIR keepalived}
     */
    public ReferenceKeepalived(TestHost host, Path config, Consumer<LogLine> listener, List<String> program) {
        super(host, config, listener);
        this.program = List.copyOf(program);
    }

    @Override
    protected List<String> program() {
        return program;
    }

    @Override
    public String kind() {
        return "keepalived";
    }
}
