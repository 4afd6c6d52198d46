package io.aloft.vrrp.channel;

import java.io.IOException;

/** Sends whole Ethernet frames on one interface; advertisements that arrive there go to the {@link PacketSink} it was opened with. */
public interface FrameChannel extends AutoCloseable {

    /**
     * Sends one frame at once, without queueing in this program.
     *
     * @throws IOException when the kernel refuses it, for instance because the interface is down
     */
    void send(byte[] frame) throws IOException;

    /** Frames that the kernel had for us and dropped because nobody read them in time. */
    long kernelDrops();

    /** Frames that were read, whatever became of them. */
    long received();

    /** Ends capturing. Takes some tens of milliseconds. */
    @Override
    void close();
}
