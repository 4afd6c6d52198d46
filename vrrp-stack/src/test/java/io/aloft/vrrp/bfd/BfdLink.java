package io.aloft.vrrp.bfd;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two sessions and a link between them that can lose and delay packets, in simulated time. */
final class BfdLink {

    private static final long MS = 1_000_000;

    private record Flight(int to, BfdPacket packet, long arrival) {}

    private final Random random;
    private final List<BfdSession> sides = new ArrayList<>();
    private final long[] deadlines = new long[2];
    private final List<Flight> flights = new ArrayList<>();
    private long now;
    private boolean lossy;
    private boolean cut;
    private int drawn;

    BfdLink(Random random) {
        this.random = random;
        for (int side = 0; side < 2; side++) {
            boolean passive = side == 1 && random.nextBoolean();
            sides.add(new BfdSession(
                    BfdSessionTest.spec(passive, 10 + random.nextInt(90), 10 + random.nextInt(90)),
                    () -> ++drawn,
                    random::nextDouble));
        }
        for (int side = 0; side < 2; side++) {
            give(side, new BfdEvent.Start());
        }
    }

    List<BfdState> states() {
        return sides.stream().map(BfdSession::state).toList();
    }

    void cut() {
        cut = true;
    }

    /** Lets time pass; a bad link loses a third of all packets, all of them at times, and turns their order round. */
    void run(long nanos, boolean bad) {
        long end = now + nanos;
        lossy = bad;
        while (true) {
            long next = Math.min(deadlines[0], deadlines[1]);
            for (Flight flight : flights) {
                next = Math.min(next, flight.arrival());
            }
            if (next > end) {
                now = end;
                return;
            }
            now = Math.max(now, next);
            step();
        }
    }

    private void step() {
        for (Flight flight : List.copyOf(flights)) {
            if (flight.arrival() <= now) {
                flights.remove(flight);
                BfdSession side = sides.get(flight.to());
                int yours = flight.packet().yourDiscriminator();
                if (yours == 0 || yours == side.discriminator()) {
                    give(flight.to(), new BfdEvent.Received(flight.packet()));
                }
            }
        }
        for (int side = 0; side < 2; side++) {
            if (deadlines[side] <= now) {
                give(side, new BfdEvent.TimePassed());
            }
        }
    }

    private void give(int side, BfdEvent event) {
        BfdStep step = sides.get(side).on(event, now);
        deadlines[side] = step.nextDeadlineNanos();
        for (BfdAction action : step.actions()) {
            boolean outage = lossy && now / (700 * MS) % 3 == 0;
            if (action instanceof BfdAction.Send(BfdPacket packet)
                    && !cut
                    && !outage
                    && !(lossy && random.nextInt(3) == 0)) {
                flights.add(new Flight(1 - side, packet, now + (lossy ? random.nextInt(40) : 1) * MS));
            }
        }
    }
}
