package io.aloft.model.lvs;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code virtual_server_group}: every address and mark in it becomes a service of its own.
 *
 * @param name unique
 * @param entries at least one, in configuration order
 */
public record VirtualServerGroupSpec(String name, List<Entry> entries) {

    public VirtualServerGroupSpec {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a virtual_server_group needs an entry");
        }
    }

    /** Whether some entry has an address, which needs a protocol. */
    public boolean hasAddresses() {
        for (Entry entry : entries) {
            if (entry instanceof Addresses) {
                return true;
            }
        }
        return false;
    }

    /** Whether its ranges hold more than {@code limit} addresses together. */
    public boolean exceeds(long limit) {
        long total = 0;
        for (Entry entry : entries) {
            if (entry instanceof Addresses(IpAddress first, IpAddress last, int _)) {
                long more = last.low() - first.low();
                long borrow = Long.compareUnsigned(last.low(), first.low()) < 0 ? 1 : 0;
                if (last.high() - first.high() != borrow || Long.compareUnsigned(more, limit) >= 0) {
                    return true;
                }
                total += more + 1;
            }
        }
        return total > limit;
    }

    /** Whether there is no mark in it: {@code nftables_ipvs} can then have one mark stand for all of it. */
    public boolean hasOnlyAddresses() {
        return entries.stream().allMatch(Addresses.class::isInstance);
    }

    /** Whether some service of the group has this port. */
    public boolean hasPort(int port) {
        for (Entry entry : entries) {
            if (entry instanceof Addresses addresses && addresses.port() == port) {
                return true;
            }
        }
        return false;
    }

    /** Whether every service of the group has this port; a mark has none. */
    public boolean hasOnlyPort(int port) {
        for (Entry entry : entries) {
            if (!(entry instanceof Addresses addresses && addresses.port() == port)) {
                return false;
            }
        }
        return true;
    }

    /** The families of its entries; none when there are only marks that leave it open. */
    public List<AddressFamily> families() {
        return entries.stream()
                .map(Entry::family)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** One line of the group. */
    public sealed interface Entry {
        /** Null for a mark that leaves it open. */
        @Nullable
        AddressFamily family();
    }

    /**
     * One address or a range of them; a network is the range of all its addresses.
     *
     * @param first lowest address
     * @param last highest address, of the same family and not below {@code first}
     * @param port 0..65535; 0 means every port
     */
    public record Addresses(IpAddress first, IpAddress last, int port) implements Entry {
        public Addresses {
            if (first.family() != last.family() || last.compareTo(first) < 0) {
                throw new IllegalArgumentException("range: " + first + "-" + last + " (expected: in ascending order)");
            }
        }

        @Override
        public AddressFamily family() {
            return first.family();
        }
    }

    /**
     * {@code fwmark N [inet|inet6]}.
     *
     * @param mark 0..4294967295
     * @param family null when none is written
     */
    public record Mark(long mark, @Nullable AddressFamily family) implements Entry {}
}
