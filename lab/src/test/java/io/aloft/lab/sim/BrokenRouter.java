package io.aloft.lab.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.Advertisement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A production router with one rule broken: an invariant that lets it pass would let that defect pass too. */
enum BrokenRouter implements Function<VirtualRouterSpec, RouterUnderTest> {

    /** Two Masters that never agree. */
    DEAF_AS_MASTER {
        @Override
        Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
            return unlessAdvert(event, state == VrrpState.MASTER);
        }
    },
    /** Takes over beside a living Master. */
    DEAF_AS_BACKUP {
        @Override
        Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
            return unlessAdvert(event, state == VrrpState.BACKUP);
        }
    },
    /** Answers ARP for addresses that moved on. */
    KEEPS_ADDRESSES {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return without(answer, action -> action instanceof RouterAction.RemoveAddresses);
        }
    },
    /** A Master in name only. */
    FORGETS_ADDRESSES {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return without(answer, action -> action instanceof RouterAction.AddAddresses);
        }
    },
    /** Leaves its neighbours to wait for three intervals. */
    STOPS_SILENTLY {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return without(
                    answer,
                    action -> action instanceof RouterAction.SendAdvertisement send
                            && send.priority() == Advertisement.STOPPING);
        }
    },
    /** Says that it stops although it only gives way. */
    STOPS_WHEN_IT_YIELDS {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            boolean yields = event instanceof RouterEvent.AdvertisementReceived
                    && answer.actions().stream().anyMatch(action -> action instanceof RouterAction.RemoveAddresses);
            Stream<RouterAction> more =
                    yields ? Stream.of(new RouterAction.SendAdvertisement(Advertisement.STOPPING)) : Stream.of();
            return new Transition(
                    answer.state(),
                    Stream.concat(answer.actions().stream(), more).toList(),
                    answer.nextDeadlineNanos());
        }
    },
    /** Takes over a nanosecond after the deadline. */
    LATE {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return later(answer, 1);
        }
    },
    /** Leaves the addresses to nobody for seconds. */
    ASLEEP {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return later(answer, 5_000_000_000L);
        }
    },
    /** Makes the loop spin. */
    DEADLINE_IN_THE_PAST {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return answer.state() == VrrpState.MASTER ? new Transition(answer.state(), answer.actions(), now) : answer;
        }
    },
    /** Goes on although its link is down. */
    IGNORES_FAULTS {
        @Override
        Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
            boolean fault = event instanceof RouterEvent.FitnessChanged changed
                    && !changed.fitness().isFit();
            return fault ? Optional.empty() : Optional.of(event);
        }
    },
    /** A Backup of higher priority that never takes over from a lower Master. */
    NEVER_PREEMPTS {
        @Override
        Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
            return Optional.of(
                    state == VrrpState.BACKUP
                                    && event instanceof RouterEvent.AdvertisementReceived received
                                    && received.advertisement().priority() != Advertisement.STOPPING
                            ? fromAnOwner(received.advertisement())
                            : event);
        }
    };

    /** What reaches the router of an event, if anything. */
    Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
        return Optional.of(event);
    }

    /** What becomes of the answer. */
    Transition distort(Transition answer, RouterEvent event, long now) {
        return answer;
    }

    @Override
    public RouterUnderTest apply(VirtualRouterSpec spec) {
        RouterUnderTest real = RouterUnderTest.production(spec);
        return new RouterUnderTest() {
            private long deadlineNanos = VirtualRouter.NEVER;

            @Override
            public Transition on(RouterEvent event, long nowNanos) {
                Transition answer = hears(event, real.state())
                        .map(heard -> distort(real.on(heard, nowNanos), heard, nowNanos))
                        .orElseGet(() -> new Transition(real.state(), List.of(), deadlineNanos));
                deadlineNanos = answer.nextDeadlineNanos();
                return answer;
            }

            @Override
            public VrrpState state() {
                return real.state();
            }

            @Override
            public @Nullable IpAddress master() {
                return real.master();
            }
        };
    }

    private static Transition without(Transition answer, Predicate<RouterAction> unwanted) {
        return new Transition(
                answer.state(),
                answer.actions().stream().filter(unwanted.negate()).toList(),
                answer.nextDeadlineNanos());
    }

    private static Optional<RouterEvent> unlessAdvert(RouterEvent event, boolean deaf) {
        return deaf && event instanceof RouterEvent.AdvertisementReceived ? Optional.empty() : Optional.of(event);
    }

    private static RouterEvent fromAnOwner(Advertisement advert) {
        return new RouterEvent.AdvertisementReceived(new Advertisement(
                advert.sender(), VirtualRouterSpec.OWNER_PRIORITY, advert.addresses(), advert.interval()));
    }

    private static Transition later(Transition answer, long nanos) {
        return answer.state() == VrrpState.BACKUP
                ? new Transition(answer.state(), answer.actions(), answer.nextDeadlineNanos() + nanos)
                : answer;
    }
}
