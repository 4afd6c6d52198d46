package io.aloft.vrrp.address;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.AddressOutcome;
import io.aloft.netlink.route.PlacedAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts virtual addresses on interfaces and takes them away, and says what the kernel refused. */
public final class AddressKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(AddressKeeper.class);

    private final AddressClient client;
    private final Consumer<String> complaints;
    private final Map<VirtualAddress, String> refusals = new HashMap<>();
    private final Function<String, OptionalInt> interfaceIndex;

    /**
     * @param client a connection of the owner's thread
     * @param interfaceIndex the number of an interface now, empty when there is none of that name
     */
    public AddressKeeper(AddressClient client, Function<String, OptionalInt> interfaceIndex) {
        this(client, interfaceIndex, LOG::error);
    }

    AddressKeeper(AddressClient client, Function<String, OptionalInt> interfaceIndex, Consumer<String> complaints) {
        this.client = client;
        this.interfaceIndex = interfaceIndex;
        this.complaints = complaints;
    }

    /** Adds them in order. Returns those that are not there now, so that the caller can try again. */
    public List<VirtualAddress> add(List<VirtualAddress> addresses) {
        List<VirtualAddress> missing = new ArrayList<>(withoutInterface(addresses));
        for (AddressOutcome outcome : client.addAll(placed(addresses))) {
            if (outcome instanceof AddressOutcome.Failed(PlacedAddress target, var reason)) {
                refused(target.address(), String.valueOf(reason.getMessage()));
                missing.add(target.address());
            } else {
                refusals.remove(outcome.target().address());
            }
        }
        return missing;
    }

    /**
     * Removes them in order, whoever added them: an address that a Backup keeps would be there twice. Addresses that are
     * not there are no error.
     */
    public void remove(List<VirtualAddress> addresses) {
        addresses.forEach(refusals::remove);
        for (AddressOutcome outcome : client.removeAll(placed(addresses))) {
            if (outcome instanceof AddressOutcome.Failed(PlacedAddress target, var reason)) {
                complaints.accept("cannot remove VIP " + target.address() + ": " + reason.getMessage());
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

    private List<VirtualAddress> withoutInterface(List<VirtualAddress> addresses) {
        List<VirtualAddress> homeless = addresses.stream()
                .filter(address -> interfaceIndex.apply(address.device()).isEmpty())
                .toList();
        homeless.forEach(address -> refused(address, "no such interface"));
        return homeless;
    }

    /** Each reason is said once: a VIP that is refused is tried again every second, perhaps for a year. */
    private void refused(VirtualAddress address, String reason) {
        if (!reason.equals(refusals.put(address, reason))) {
            complaints.accept("cannot set VIP " + address + ": " + reason + "; trying again every second");
        }
    }
}
