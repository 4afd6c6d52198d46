package io.aloft.config.bind;

import io.aloft.model.net.IpAddress;
import io.aloft.model.route.Encapsulation;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.Realms;
import org.jspecify.annotations.Nullable;

/** One next hop while its words are read. */
final class NextHopDraft {

    @Nullable
    IpAddress gateway;

    @Nullable
    String device;

    int weight = 1;
    boolean onlink;

    @Nullable
    Realms realms;

    @Nullable
    Encapsulation encapsulation;

    private boolean isEmpty() {
        return gateway == null && device == null && !onlink && realms == null && encapsulation == null;
    }

    /** Null when nothing was written. */
    @Nullable
    NextHop hop() {
        return isEmpty() ? null : new NextHop(gateway, device, weight, onlink, realms, encapsulation);
    }
}
