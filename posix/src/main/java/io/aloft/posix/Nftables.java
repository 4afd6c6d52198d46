package io.aloft.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's packet filter, spoken to in the language of the {@code nft} command through libnftables.
 *
 * <p>A context belongs to the namespace of the thread that opened it and to one thread at a time.
 */
public final class Nftables implements AutoCloseable {

    private static final String LIBRARY = "libnftables.so.1";

    private final LibNftables library;
    private @Nullable Pointer context;

    private Nftables(LibNftables library, Pointer context) {
        this.library = library;
        this.context = context;
    }

    /**
     * Opens a context in the namespace of the calling thread.
     *
     * @throws NftablesException when the library is not installed, or gives no context
     */
    public static Nftables open() throws NftablesException {
        LibNftables library;
        try {
            library = Native.load(LIBRARY, LibNftables.class);
        } catch (UnsatisfiedLinkError e) {
            throw NftablesException.libraryMissing(LIBRARY);
        }
        Pointer context = library.nft_ctx_new(LibNftables.NFT_CTX_DEFAULT);
        if (context == null) {
            throw new NftablesException("libnftables gives no context: out of memory, or no netlink socket");
        }
        Nftables opened = new Nftables(library, context);
        if (library.nft_ctx_buffer_output(context) != 0 || library.nft_ctx_buffer_error(context) != 0) {
            opened.close();
            throw new NftablesException("libnftables cannot buffer its output: out of memory");
        }
        return opened;
    }

    /**
     * Executes commands as {@code nft -f} does: all of them or, when one fails, none.
     *
     * @return what they printed
     * @throws NftablesException with the library's text when they are wrong or the kernel refuses
     */
    public String run(String commands) throws NftablesException {
        Pointer open = context;
        if (open == null) {
            throw new IllegalStateException("the nftables context is closed");
        }
        int status = library.nft_run_cmd_from_buffer(open, commands);
        // Reading a buffer empties it, so both are read whatever happened.
        String output = text(library.nft_ctx_get_output_buffer(open));
        String error = text(library.nft_ctx_get_error_buffer(open));
        if (status != 0) {
            throw new NftablesException(error.isBlank() ? "nftables refused without saying why" : error.strip());
        }
        return output;
    }

    private static String text(@Nullable String buffer) {
        return buffer == null ? "" : buffer;
    }

    @Override
    public void close() {
        Pointer open = context;
        context = null;
        if (open != null) {
            library.nft_ctx_free(open);
        }
    }
}
