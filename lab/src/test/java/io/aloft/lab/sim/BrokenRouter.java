package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.Interposer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A production router with one rule broken: an invariant that lets it pass would let that defect pass too. */
enum BrokenRouter implements Interposer {

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
    },
    /** Goes on where it was after a freeze. */
    SLEEPWALKS {
        @Override
        Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
            return event instanceof RouterEvent.Stalled ? Optional.empty() : Optional.of(event);
        }
    },
    /** Takes for silence what its host could not read. */
    FORGETS_DROPS {
        @Override
        Optional<RouterEvent> hears(RouterEvent event, VrrpState state) {
            return event instanceof RouterEvent.PacketsDropped ? Optional.empty() : Optional.of(event);
        }
    },
    /** Takes nopreempt for preempt. */
    PREEMPTS_ANYWAY {
        @Override
        public Optional<RouterEvent> heard(VirtualRouter router, RouterEvent event) {
            boolean lower = event instanceof RouterEvent.AdvertisementReceived received
                    && received.advertisement().priority() != Advertisement.STOPPING
                    && received.advertisement().priority() < router.priority();
            return lower && router.state() == VrrpState.BACKUP && !router.spec().preempt()
                    ? Optional.empty()
                    : Optional.of(event);
        }
    },
    /** Keeps its configured priority whatever is tracked. */
    FORGETS_WEIGHTS {
        @Override
        public Optional<RouterEvent> heard(VirtualRouter router, RouterEvent event) {
            return Optional.of(
                    event instanceof RouterEvent.FitnessChanged changed
                            ? new RouterEvent.FitnessChanged(withPriority(
                                    changed.fitness(), router.spec().priority()))
                            : event);
        }
    },
    /** Leaves its addresses to the kernel for ever. */
    NEVER_LEASES {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return new Transition(
                    answer.state(),
                    answer.actions().stream()
                            .filter(action -> !(action instanceof RouterAction.RefreshLease))
                            .map(action -> action instanceof RouterAction.AddAddresses add
                                    ? new RouterAction.AddAddresses(add.addresses())
                                    : action)
                            .toList(),
                    answer.nextDeadlineNanos());
        }
    },
    /** Lets a lease run out while it is Master. */
    NEVER_REFRESHES {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return without(answer, action -> action instanceof RouterAction.RefreshLease);
        }
    },
    /** Counts its own interval in version 3, whatever the Master advertises. */
    NEVER_LEARNS {
        @Override
        public Optional<RouterEvent> heard(VirtualRouter router, RouterEvent event) {
            return Optional.of(
                    event instanceof RouterEvent.AdvertisementReceived received
                            ? new RouterEvent.AdvertisementReceived(withInterval(
                                    received.advertisement(), router.spec().advertInterval()))
                            : event);
        }
    },
    /** Goes on holding what a reload took out of its configuration. */
    KEEPS_OLD_ADDRESSES {
        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            return event instanceof RouterEvent.Reconfigured && answer.state() == VrrpState.MASTER
                    ? without(answer, action -> action instanceof RouterAction.RemoveAddresses)
                    : answer;
        }
    },
    /** Makes a sync group of each member by itself. */
    SPLITS_GROUPS {
        @Override
        public List<List<VirtualRouter>> groups(List<VirtualRouter> members) {
            return members.stream().map(List::of).toList();
        }
    },
    /** Waits for other members that do not want to be Master. */
    GROUP_NEVER_RISES {
        @Override
        public Optional<RouterEvent> heard(VirtualRouter router, RouterEvent event) {
            return event instanceof RouterEvent.TimePassed
                            && router.state() == VrrpState.BACKUP
                            && router.spec().options().syncGroup() != null
                    ? Optional.empty()
                    : Optional.of(event);
        }

        @Override
        Transition distort(Transition answer, RouterEvent event, long now) {
            boolean asks = event instanceof RouterEvent.TimePassed && answer.state() == VrrpState.BACKUP;
            return asks ? new Transition(answer.state(), answer.actions(), now + 1_000_000_000L) : answer;
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
    public Optional<RouterEvent> heard(VirtualRouter router, RouterEvent event) {
        return hears(event, router.state());
    }

    @Override
    public Transition answered(VirtualRouter router, Transition answer, RouterEvent event, long nowNanos) {
        return distort(answer, event, nowNanos);
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

    private static Fitness withPriority(Fitness fitness, int priority) {
        return new Fitness(priority, fitness.faults(), fitness.undecided(), fitness.source());
    }

    private static Advertisement withInterval(Advertisement advert, Duration interval) {
        return new Advertisement(advert.sender(), advert.priority(), advert.addresses(), interval);
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
