package io.aloft.checkers.kernel;

import io.aloft.posix.NftablesException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A packet filter that remembers what it was told, and can refuse. */
final class FakeFilter implements MarkFilter.Opener {

    private final List<String> ran = new ArrayList<>();
    private Predicate<String> refusing = _ -> false;
    private int open;

    void refuse(Predicate<String> which) {
        refusing = which;
    }

    /** What it took since the last call. */
    List<String> takeCommands() {
        var taken = List.copyOf(ran);
        ran.clear();
        return taken;
    }

    /** How many ways to it are open. */
    int opened() {
        return open;
    }

    @Override
    public MarkFilter open() {
        open++;
        return new MarkFilter() {
            @Override
            public void run(String commands) throws NftablesException {
                if (refusing.test(commands)) {
                    throw new NftablesException("Error: No such file or directory\n     ^^^^");
                }
                ran.add(commands);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
