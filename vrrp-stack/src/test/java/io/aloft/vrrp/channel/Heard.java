package io.aloft.vrrp.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A sink that a test reads. */
final class Heard implements PacketSink {

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    @Override
    public void packet(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** The next packet, as the octets between offset and end. */
    byte[] next() throws InterruptedException {
        return octets(nextArrival());
    }

    Arrival nextArrival() throws InterruptedException {
        Arrival arrival = arrivals.poll(10, TimeUnit.SECONDS);
        if (arrival == null) {
            throw new AssertionError("nothing was heard within 10 s");
        }
        return arrival;
    }

    /** Everything up to the packet that equals {@code last}, so that what should not come is given its time. */
    List<byte[]> until(byte[] last) throws InterruptedException {
        List<byte[]> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!Arrays.equals(all.getLast(), last));
        return all;
    }

    static byte[] octets(Arrival arrival) {
        return Arrays.copyOfRange(arrival.bytes(), arrival.offset(), arrival.offset() + arrival.length());
    }
}
