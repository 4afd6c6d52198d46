package io.aloft.vrrp.watch;

/** Who wants the numbers of {@code track_file}s. Called on the thread of the watcher, so it must not wait for long. */
@FunctionalInterface
public interface FileListener {

    /**
     * The number of a file is another one than before, or was read for the first time.
     *
     * @param name of the {@code track_file}
     */
    void fileChanged(String name, int value);
}
