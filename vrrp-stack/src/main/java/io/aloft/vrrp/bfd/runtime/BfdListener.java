package io.aloft.vrrp.bfd.runtime;

/** Who wants to know about {@code bfd_instance}s. Called on the BFD thread, so it must not wait. */
@FunctionalInterface
public interface BfdListener {

    /**
     * A session went up or down. Also called once for each session when it starts, with {@code up} false.
     *
     * @param name of the {@code bfd_instance}
     * @param eventNanos when that happened, in terms of {@link System#nanoTime}
     */
    void sessionChanged(String name, boolean up, long eventNanos);
}
