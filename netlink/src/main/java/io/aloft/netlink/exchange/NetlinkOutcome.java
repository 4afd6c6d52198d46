package io.aloft.netlink.exchange;

import io.aloft.netlink.message.NetlinkMessage;
import java.util.List;

/** What became of one request. */
public sealed interface NetlinkOutcome {

    /** The kernel did it. {@code replies} are its data messages, without acknowledgement; most commands have none. */
    record Done(List<NetlinkMessage> replies) implements NetlinkOutcome {}

    /** The kernel refused, or no answer could be read; the exception says which and why. */
    record Failed(NetlinkException reason) implements NetlinkOutcome {}

    /** The replies, or the failure thrown. */
    default List<NetlinkMessage> repliesOrThrow() throws NetlinkException {
        return switch (this) {
            case Done done -> done.replies();
            case Failed failed -> throw failed.reason();
        };
    }
}
