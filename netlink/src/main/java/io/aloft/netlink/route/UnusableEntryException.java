package io.aloft.netlink.route;

import java.io.Serial;

/** An entry that cannot be said to the kernel at this moment, such as one with an interface that does not exist. */
final class UnusableEntryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int errno;
    private final String reason;

    /**
     * @param errno the number the kernel would have given
     * @param reason which word of the entry it is
     */
    UnusableEntryException(int errno, String reason) {
        super(reason, null, false, false);
        this.errno = errno;
        this.reason = reason;
    }

    int errno() {
        return errno;
    }

    String reason() {
        return reason;
    }
}
