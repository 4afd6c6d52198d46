package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.LogLine;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Which daemon plays a part. */
public enum DirectorKind {
    /** This project's. */
    ALOFT,
    /** The one it has to be indistinguishable from. */
    KEEPALIVED;

    /** A director of this kind, not started. */
    public Director create(TestHost host, Path config, Consumer<LogLine> listener) {
        return switch (this) {
            case ALOFT -> new AloftDirector(host, config, listener);
            case KEEPALIVED -> new ReferenceKeepalived(host, config, listener);
        };
    }

    /** A director whose log nobody follows live. */
    public Director create(TestHost host, Path config) {
        return create(host, config, line -> {});
    }
}
