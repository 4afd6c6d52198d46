package io.aloft.posix;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Network namespaces, which belong to threads: sockets stay in the one where they were opened. */
public final class NetworkNamespace {

    private NetworkNamespace() {}

    /** Work that is done inside a namespace. */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object, E extends Exception> {
        T call() throws E;
    }

    /** Where {@code ip netns add NAME} keeps the namespace. */
    public static Path named(String name) {
        return Path.of("/run/netns", name);
    }

    /**
     * Moves the calling thread, and nothing else, into a namespace for the rest of its life.
     *
     * @param namespace such as {@code /run/netns/blue} or {@code /proc/4711/ns/net}
     * @throws PosixException ENOENT when there is none, EPERM without CAP_SYS_ADMIN
     */
    public static void enter(Path namespace) throws PosixException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread would leave its carrier in " + namespace);
        }
        int fd = LibC.check("open " + namespace, LibC.open(namespace.toString(), LibC.O_RDONLY | LibC.O_CLOEXEC));
        try {
            LibC.check("enter network namespace " + namespace, LibC.setns(fd, LibC.CLONE_NEWNET));
        } finally {
            int ignored = LibC.close(fd);
            assert ignored <= 0;
        }
    }

    /**
     * Runs {@code call} on a new platform thread inside {@code namespace}, waits for it, and gives its result. Threads
     * that the call starts begin in the namespace too.
     *
     * @throws E what the call threw
     * @throws PosixException when the namespace cannot be entered
     */
    public static <T extends @Nullable Object, E extends Exception> T callIn(Path namespace, Call<T, E> call)
            throws E, PosixException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> {
            enter(namespace);
            return call.call();
        });
        Thread thread =
                Thread.ofPlatform().name("in-" + namespace.getFileName()).start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw NetworkNamespace.<E>rethrown(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    /** Only what {@code call} declares, what {@code enter} throws, and unchecked ones can arrive here. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E rethrown(Throwable thrown) throws PosixException {
        switch (thrown) {
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            case PosixException posix -> throw posix;
            default -> {
                return (E) thrown;
            }
        }
    }
}
