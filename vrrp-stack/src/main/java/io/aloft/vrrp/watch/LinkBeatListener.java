package io.aloft.vrrp.watch;

/** Who wants to know what polled links say. Called on the thread of the poller, so it must not wait for long. */
@FunctionalInterface
public interface LinkBeatListener {

    /**
     * The link of an interface came or went, or was asked for the first time.
     *
     * @param interfaceName which one
     */
    void linkBeatChanged(String interfaceName, boolean up);
}
