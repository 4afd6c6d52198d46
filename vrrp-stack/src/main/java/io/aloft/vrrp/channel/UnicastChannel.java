package io.aloft.vrrp.channel;

import java.io.IOException;

/**
 * Sends whole IP packets that the kernel routes; advertisements to its source address go to the {@link PacketSink} it was opened
 * with. While it is open the kernel does not answer peers with ICMP "protocol unreachable", so it is to be open in every state.
 */
public interface UnicastChannel extends AutoCloseable {

    /**
     * Sends one packet, header included, to the destination in that header; at once or not at all.
     *
     * @throws IOException whose message is the kernel's reason, such as {@code Network is unreachable}
     */
    void send(byte[] packet) throws IOException;

    /** Packets that the kernel had for us and dropped because nobody read them in time. */
    long kernelDrops();

    /** Packets that were read, whatever became of them. */
    long received();

    @Override
    void close();
}
