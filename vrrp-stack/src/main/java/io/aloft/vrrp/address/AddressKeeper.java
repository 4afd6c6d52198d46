package io.aloft.vrrp.address;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.AddressOutcome;
import io.aloft.netlink.route.PlacedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts virtual addresses on interfaces and takes them away, and says what the kernel refused. */
public final class AddressKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(AddressKeeper.class);

    private final AddressClient client;
    private final Function<String, OptionalInt> interfaceIndex;
    private final String noun;
    private final Refusals refusals;

    /**
     * @param client a connection of the owner's thread
     * @param interfaceIndex the number of an interface now, empty when there is none of that name
     */
    public AddressKeeper(AddressClient client, Function<String, OptionalInt> interfaceIndex) {
        this(client, interfaceIndex, "VIP", LOG::error);
    }

    /** One that calls them static addresses, for {@link StaticKeeper}. */
    public static AddressKeeper ofStaticAddresses(AddressClient client, Function<String, OptionalInt> interfaceIndex) {
        return new AddressKeeper(client, interfaceIndex, "static address", LOG::error);
    }

    /**
     * @param noun what the addresses are called when the kernel refuses one
     */
    AddressKeeper(
            AddressClient client,
            Function<String, OptionalInt> interfaceIndex,
            String noun,
            Consumer<String> complaints) {
        this.client = client;
        this.interfaceIndex = interfaceIndex;
        this.noun = noun;
        this.refusals = new Refusals(complaints);
    }

    /** As {@link #add(List, Integer)}, for ever. */
    public List<VirtualAddress> add(List<VirtualAddress> addresses) {
        return add(addresses, null);
    }

    /**
     * Adds them in order. Those that are there already get the lease too.
     *
     * @param leaseSeconds after which the kernel removes them unless {@link #refresh} comes first, at least 1; null for never
     * @return those that are not there now, so that the caller can try again
     */
    public List<VirtualAddress> add(List<VirtualAddress> addresses, @Nullable Integer leaseSeconds) {
        List<AddressOutcome> outcomes = client.addAll(placed(addresses), leaseSeconds);
        List<VirtualAddress> missing = missing(addresses, outcomes);
        List<PlacedAddress> found = new ArrayList<>();
        for (AddressOutcome outcome : outcomes) {
            if (leaseSeconds != null && outcome instanceof AddressOutcome.AlreadyPresent(PlacedAddress target)) {
                found.add(target);
            }
        }
        if (!found.isEmpty()) {
            for (AddressOutcome outcome : client.refreshAll(found, leaseSeconds)) {
                judge(outcome, missing);
            }
        }
        return missing;
    }

    /**
     * Lets their lifetimes begin anew, and puts back those that are gone.
     *
     * @param leaseSeconds as for {@link #add(List, Integer)}; null makes them last for ever
     * @return those that are not there now
     */
    public List<VirtualAddress> refresh(List<VirtualAddress> addresses, @Nullable Integer leaseSeconds) {
        return missing(addresses, client.refreshAll(placed(addresses), leaseSeconds));
    }

    /**
     * Removes them in order, whoever added them: an address that a Backup keeps would be there twice. Addresses that are
     * not there are no error.
     */
    public void remove(List<VirtualAddress> addresses) {
        addresses.forEach(refusals::settled);
        for (AddressOutcome outcome : client.removeAll(placed(addresses))) {
            if (outcome instanceof AddressOutcome.Failed(PlacedAddress target, var reason)) {
                refusals.kept(noun + " " + target.address(), String.valueOf(reason.getMessage()));
            }
        }
    }

    private List<PlacedAddress> placed(List<VirtualAddress> addresses) {
        List<PlacedAddress> placed = new ArrayList<>(addresses.size());
        for (VirtualAddress address : addresses) {
            interfaceIndex.apply(address.device()).ifPresent(index -> placed.add(new PlacedAddress(address, index)));
        }
        return placed;
    }

    private List<VirtualAddress> missing(List<VirtualAddress> addresses, List<AddressOutcome> outcomes) {
        List<VirtualAddress> missing = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            if (interfaceIndex.apply(address.device()).isEmpty()) {
                refusals.refused(address, noun + " " + address, "no such interface");
                missing.add(address);
            }
        }
        outcomes.forEach(outcome -> judge(outcome, missing));
        return missing;
    }

    private void judge(AddressOutcome outcome, List<VirtualAddress> missing) {
        VirtualAddress address = outcome.target().address();
        if (outcome instanceof AddressOutcome.Failed failed) {
            refusals.refused(
                    address,
                    noun + " " + address,
                    String.valueOf(failed.reason().getMessage()));
            missing.add(address);
        } else {
            refusals.settled(address);
        }
    }
}
