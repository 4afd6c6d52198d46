package io.aloft.vrrp.address;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.LinkNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Does what it is asked and remembers it, but for operations that it was told to refuse. */
final class RecordingKernel implements NetlinkConnection {

    /** Every interface is number 7; there is no VRF. */
    static final LinkNumbers NUMBERS = new LinkNumbers() {
        @Override
        public OptionalInt index(String interfaceName) {
            return OptionalInt.of(7);
        }

        @Override
        public OptionalLong vrfTable(String vrfName) {
            return OptionalLong.empty();
        }
    };

    private final List<String> operations = new ArrayList<>();
    private final Map<String, Integer> refusals = new HashMap<>();

    /** A tracked route to {@code destination} by {@code gateway} on eth0, with a metric or without (0). */
    static RouteSpec route(String destination, String gateway, long metric) {
        return new RouteSpec(
                AddressFamily.INET,
                RouteSpec.UNICAST,
                new IpPrefix(IpAddress.of(destination), 24),
                null,
                null,
                List.of(new NextHop(IpAddress.of(gateway), "eth0", 1, false, null, null)),
                new RouteSpec.Attributes(null, null, 18, null, metric == 0 ? null : metric, 0, null, null, null),
                Map.of(),
                Set.of(),
                null,
                RouteSpec.Position.PREPEND,
                new EntryTracking(true, null));
    }

    /** A tracked rule for packets from {@code source}, which it sends to table 7. */
    static RuleSpec rule(String source, long priority) {
        return new RuleSpec(
                AddressFamily.INET,
                new RuleSelector(
                        false,
                        new IpPrefix(IpAddress.of(source), 24),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new RuleAction.Lookup(7),
                priority,
                18,
                new RuleSpec.Suppression(null, null, null),
                new EntryTracking(true, null));
    }

    /** From now on refuses every operation that contains these words; 0 ends that. */
    void refuse(String words, int errno) {
        refusals.put(words, errno);
    }

    /** What was asked since the last call, such as {@code add route 10.1.0.0/24 ...}, cut behind the first word with digits. */
    List<String> asked() {
        List<String> result = operations.stream()
                .map(operation -> operation.replaceFirst("^(\\w+ \\w+ (from )?\\S+).*", "$1"))
                .toList();
        operations.clear();
        return result;
    }

    @Override
    public List<NetlinkMessage> execute(NetlinkRequest request) throws NetlinkException {
        return executeAll(List.of(request)).getFirst().repliesOrThrow();
    }

    @Override
    public List<NetlinkOutcome> executeAll(List<NetlinkRequest> requests) {
        return requests.stream().map(this::answer).toList();
    }

    private NetlinkOutcome answer(NetlinkRequest request) {
        operations.add(request.operation());
        for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
            if (refusal.getValue() != 0 && request.operation().contains(refusal.getKey())) {
                return new NetlinkOutcome.Failed(NetlinkException.refused(request.operation(), refusal.getValue(), ""));
            }
        }
        return new NetlinkOutcome.Done(List.of());
    }

    @Override
    public void close() {}
}
