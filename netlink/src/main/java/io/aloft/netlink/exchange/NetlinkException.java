package io.aloft.netlink.exchange;

import io.aloft.posix.PosixException;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/**
 * The kernel refused a request, or did not answer it: {@code add address 10.0.0.1/24 dev eth0: Operation not permitted
 * (EPERM)}, with the kernel's own explanation behind it when there is one.
 */
public final class NetlinkException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int errno;
    private final String kernelText;

    private NetlinkException(String operation, int errno, String kernelText, String message) {
        super(message);
        this.operation = operation;
        this.errno = errno;
        this.kernelText = kernelText;
    }

    /**
     * The kernel said no.
     *
     * @param errno positive
     * @param kernelText the text of its extended acknowledgement, or empty
     */
    public static NetlinkException refused(String operation, int errno, String kernelText) {
        String message = operation + ": " + PosixException.textOf(errno) + " (" + Errno.nameOf(errno) + ")";
        return new NetlinkException(
                operation, errno, kernelText, kernelText.isEmpty() ? message : message + ": " + kernelText);
    }

    /** No answer arrived; whether the kernel did it is unknown. The number is ETIMEDOUT. */
    public static NetlinkException unanswered(String operation, Duration limit) {
        String message = operation + ": no answer from the kernel within " + limit.toMillis() + " ms";
        return new NetlinkException(operation, Errno.ETIMEDOUT, "", message);
    }

    /** The kernel dropped answers for want of buffer space; whether it did what was asked is unknown. */
    public static NetlinkException answerLost(String operation) {
        String message = operation + ": the answer was lost, too many were waiting (ENOBUFS)";
        return new NetlinkException(operation, Errno.ENOBUFS, "", message);
    }

    /** The answer made no sense. The number is EIO. */
    public static NetlinkException malformed(String operation) {
        return new NetlinkException(
                operation, Errno.EIO, "", operation + ": the kernel's answer is cut short or contradicts itself");
    }

    /** The socket failed. */
    public static NetlinkException of(String operation, PosixException cause) {
        NetlinkException wrapped =
                new NetlinkException(operation, cause.errno(), "", operation + ": " + cause.getMessage());
        wrapped.initCause(cause);
        return wrapped;
    }

    /** What was asked. */
    public String operation() {
        return operation;
    }

    /** The error number, positive; see {@link Errno}. */
    public int errno() {
        return errno;
    }

    /** The symbol of the number, such as {@code EEXIST}. */
    public String symbol() {
        return Errno.nameOf(errno);
    }

    /** The kernel's own words, or empty. */
    public String kernelText() {
        return kernelText;
    }
}
