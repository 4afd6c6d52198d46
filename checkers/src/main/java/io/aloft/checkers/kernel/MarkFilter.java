package io.aloft.checkers.kernel;

import io.aloft.posix.Nftables;
import io.aloft.posix.NftablesException;

/** Takes commands of {@code nft}: all of them or, when one fails, none. */
public interface MarkFilter extends AutoCloseable {

    /** @throws NftablesException the commands are wrong, or the kernel refuses */
    void run(String commands) throws NftablesException;

    @Override
    void close();

    /** Opens the way to the packet filter. */
    @FunctionalInterface
    interface Opener {
        /** @throws NftablesException there is none */
        MarkFilter open() throws NftablesException;
    }

    /** The packet filter of the calling thread's network namespace. */
    static MarkFilter nftables() throws NftablesException {
        Nftables opened = Nftables.open();
        return new MarkFilter() {
            @Override
            public void run(String commands) throws NftablesException {
                var unused = opened.run(commands);
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
