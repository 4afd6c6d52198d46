package io.aloft.vrrp.runtime;

import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;

/** Does what it is asked, and remembers it in words. */
final class ObedientKernel implements NetlinkConnection {

    final List<String> heard = new ArrayList<>();

    @Override
    public List<NetlinkMessage> execute(NetlinkRequest request) {
        heard.add(request.operation());
        return List.of();
    }

    @Override
    public List<NetlinkOutcome> executeAll(List<NetlinkRequest> requests) {
        return requests.stream()
                .<NetlinkOutcome>map(request -> new NetlinkOutcome.Done(execute(request)))
                .toList();
    }

    @Override
    public void close() {}
}
