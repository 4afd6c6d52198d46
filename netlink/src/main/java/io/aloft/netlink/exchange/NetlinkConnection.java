package io.aloft.netlink.exchange;

import io.aloft.netlink.message.NetlinkMessage;
import java.util.List;

/**
 * A conversation with one netlink protocol of the kernel. Not safe for several threads at once: each loop opens its own.
 *
 * <p>Answers are matched by sequence number and believed only when they come from the kernel. A lost answer is an
 * outcome after a time limit, never a hang.
 */
public interface NetlinkConnection extends AutoCloseable {

    /**
     * Executes one request and returns the kernel's data messages: those of the whole table for a dump, which is
     * repeated when the table changed meanwhile.
     *
     * @throws NetlinkException when the kernel refuses, or does not answer in time (ETIMEDOUT)
     */
    List<NetlinkMessage> execute(NetlinkRequest request) throws NetlinkException;

    /**
     * Executes requests in order, many to a system call. One that fails does not stop those after it. What closes a system
     * call is acknowledged even when it is {@linkplain NetlinkRequest#quietly() quiet}.
     *
     * @param requests no dumps among them
     * @return one outcome per request, in the same order
     */
    List<NetlinkOutcome> executeAll(List<NetlinkRequest> requests);

    @Override
    void close();
}
