package io.aloft.vrrp.address;

import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.LinkNumbers;
import io.aloft.vrrp.Specs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
        return Specs.route(destination, 24, gateway, metric == 0 ? null : metric);
    }

    /** A tracked rule for packets from {@code source}, which it sends to table 7. */
    static RuleSpec rule(String source, long priority) {
        return Specs.rule(source, 24, 7).withPriority(priority);
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
