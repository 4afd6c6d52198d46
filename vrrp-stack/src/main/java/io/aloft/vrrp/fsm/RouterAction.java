package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.VirtualAddress;
import java.util.List;

/** What the state machine wants done, in this order, by whoever owns sockets and addresses. */
public sealed interface RouterAction {

    /** Send one advertisement with this priority; 0 says that the Master stops. */
    record SendAdvertisement(int priority) implements RouterAction {}

    /** Put the virtual addresses on their interfaces, those that are advertised first. */
    record AddAddresses(List<VirtualAddress> addresses) implements RouterAction {
        public AddAddresses {
            addresses = List.copyOf(addresses);
        }
    }

    /** Take the virtual addresses off their interfaces, whoever put them there. */
    record RemoveAddresses(List<VirtualAddress> addresses) implements RouterAction {
        public RemoveAddresses {
            addresses = List.copyOf(addresses);
        }
    }

    /** Announce these addresses by gratuitous ARP: every one of them once, this many times over. */
    record Announce(List<VirtualAddress> addresses, int rounds) implements RouterAction {
        public Announce {
            addresses = List.copyOf(addresses);
        }
    }

    /** Forget announcements that wait for their turn. */
    record CancelAnnouncements() implements RouterAction {}

    /** Tell everybody who wants to know: scripts, status, journal. */
    record Report(StateChange change) implements RouterAction {}

    /**
     * Say something to the operator.
     *
     * @param detail only with detailed logging ({@code -D})
     * @param line the whole line, instance name included
     */
    record Log(boolean detail, String line) implements RouterAction {}
}
