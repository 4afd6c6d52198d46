package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * ipvsadm's order: addresses before marks, IPv4 before IPv6, then by protocol, address and port.
 *
 * <p>ipvsadm compares 32 bits by the sign of their difference, which overflows: 192.168.0.0 comes before 10.0.0.0. Such an
 * order has circles, so that what comes out depends on how it is sorted, too. Listings are to be the same, hence all of
 * it is done here as there: the kernel's order is merged by halves, and of two equal ones the former stays first.
 */
public final class TableOrder {

    private static final Comparator<Endpoint> BY_ENDPOINT = ((Comparator<Endpoint>)
                    (one, other) -> compare(one.address(), other.address()))
            .thenComparingInt(Endpoint::port);

    private static final Comparator<ServiceKey> BY_KEY = ((Comparator<ServiceKey>)
                    (one, other) -> difference(mark(one), mark(other)))
            .thenComparing(ServiceKey::family)
            .thenComparing(TableOrder::compareAddresses);

    private TableOrder() {}

    /** The services in order, and in each of them its destinations. */
    public static List<IpvsListing.Service> sorted(List<IpvsListing.Service> services) {
        List<IpvsListing.Service> each = services.stream()
                .map(service -> new IpvsListing.Service(
                        service.service(),
                        service.traffic(),
                        merged(
                                service.destinations(),
                                Comparator.comparing(
                                        listed -> listed.destination().endpoint(), BY_ENDPOINT))))
                .toList();
        return merged(each, Comparator.comparing(listed -> listed.service().key(), BY_KEY));
    }

    private static int mark(ServiceKey key) {
        return switch (key) {
            case ServiceKey.ByMark byMark -> byMark.mark();
            case ServiceKey.ByAddress _ -> 0;
        };
    }

    private static int compareAddresses(ServiceKey one, ServiceKey other) {
        return one instanceof ServiceKey.ByAddress first && other instanceof ServiceKey.ByAddress second
                ? Comparator.comparingInt(ServiceKey.ByAddress::protocol)
                        .thenComparing(ServiceKey.ByAddress::endpoint, BY_ENDPOINT)
                        .compare(first, second)
                : 0;
    }

    /** An IPv4 address is the first 32 of 128 bits. */
    private static int compare(IpAddress one, IpAddress other) {
        for (int word = 0; word < 4; word++) {
            int difference = difference(word(one, word), word(other, word));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int word(IpAddress address, int number) {
        if (address.isIpv4()) {
            return number == 0 ? (int) address.low() : 0;
        }
        long half = number < 2 ? address.high() : address.low();
        return (int) (number % 2 == 0 ? half >>> 32 : half);
    }

    private static int difference(int one, int other) {
        return one - other;
    }

    private static <T> List<T> merged(List<T> items, Comparator<T> order) {
        if (items.size() < 2) {
            return items;
        }
        int half = items.size() / 2;
        List<T> left = merged(items.subList(0, half), order);
        List<T> right = merged(items.subList(half, items.size()), order);
        List<T> all = new ArrayList<>(items.size());
        int next = 0;
        for (T item : left) {
            while (next < right.size() && order.compare(item, right.get(next)) > 0) {
                all.add(right.get(next++));
            }
            all.add(item);
        }
        all.addAll(right.subList(next, right.size()));
        return all;
    }
}
