package io.aloft.checkers.netty;

import io.aloft.posix.PosixException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why there is no connection.
 *
 * @param kind whose fault it is
 * @param text what went wrong on this side, as keepalived words it where it does; else the system's words
 */
public record ConnectFailure(Kind kind, String text) {

    /** Whose fault a missing connection is. */
    public enum Kind {
        /** The server did not answer in time. */
        TIMEOUT,
        /** The server, or the network before it, said no. */
        REFUSED,
        /** This host knows no way there. */
        UNREACHABLE,
        /** The local address or interface cannot be used: nothing is known about the server. */
        NOT_BOUND,
        /** Something else on this side: nothing is known about the server. */
        NOT_TRIED
    }

    // Netty's native transport puts the error number into the message; the words after it depend on the locale.
    private static final Pattern ERRNO = Pattern.compile("^(\\w+)\\(\\.\\.\\) failed with error\\(-(\\d+)\\): (.*)");

    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final Set<Integer> UNREACHABLE = Set.of(100, 101, 112, 113); // ENETDOWN ENETUNREACH EHOSTDOWN …
    private static final Set<Integer> REFUSED = Set.of(103, 104, 111); // ECONNABORTED ECONNRESET ECONNREFUSED

    private static final ConnectFailure TIMED_OUT = new ConnectFailure(Kind.TIMEOUT, "Connection timed out");

    /** What a connection reports that was under way ({@code SO_ERROR}): always the server's or the network's doing. */
    static ConnectFailure ofSocketError(int errno) {
        return errno == ETIMEDOUT ? TIMED_OUT : new ConnectFailure(Kind.REFUSED, "socket error " + errno);
    }

    /** Sorts out what Netty, with either transport, or a system call of our own reports for a call that failed. */
    public static ConnectFailure of(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectTimeoutException) {
            return TIMED_OUT;
        }
        if (cause instanceof PosixException posix) {
            return ofCall(posix.operation(), posix.errno(), PosixException.textOf(posix.errno()));
        }
        Matcher errno = ERRNO.matcher(text);
        if (errno.find()) {
            return ofCall(errno.group(1), Integer.parseInt(errno.group(2)), errno.group(3));
        }
        Kind kind = kindOf(cause);
        return new ConnectFailure(kind, kind == Kind.NOT_BOUND ? "Checker bind failed: " + text : text);
    }

    private static ConnectFailure ofCall(String call, int errno, String words) {
        if (call.equals("bind")) {
            return new ConnectFailure(Kind.NOT_BOUND, "Checker bind failed: " + words);
        }
        if (errno == ETIMEDOUT) {
            return TIMED_OUT;
        }
        if (UNREACHABLE.contains(errno)) {
            return new ConnectFailure(Kind.UNREACHABLE, words);
        }
        boolean refused = REFUSED.contains(errno) || call.equals("finishConnect");
        return refused
                ? new ConnectFailure(Kind.REFUSED, words)
                : new ConnectFailure(Kind.NOT_TRIED, "socket " + call + " error " + errno + " - " + words);
    }

    /** The error number and the C library's words for it, {@code errno 111 (Connection refused)}; else the message. */
    public static String errnoText(Throwable cause) {
        return switch (cause) {
            case Errors.NativeIoException e -> errnoText(-e.expectedErr());
            case PortUnreachableException _ -> errnoText(ECONNREFUSED);
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static String errnoText(int errno) {
        return "errno " + errno + " (" + PosixException.textOf(errno) + ")";
    }

    /** What the system says of a failed call, without the name of the call. */
    static String systemText(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.substring(text.lastIndexOf(": ") + 1).strip();
    }

    /** Exception types stand for groups of error numbers, with the JDK's sockets and in some places of Netty's. */
    private static Kind kindOf(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return Kind.NOT_BOUND;
            }
            if (each instanceof NoRouteToHostException) {
                return Kind.UNREACHABLE;
            }
            if (each instanceof ConnectException || each instanceof PortUnreachableException) {
                return Kind.REFUSED;
            }
        }
        String text = String.valueOf(cause.getMessage());
        return text.startsWith("Network is ") ? Kind.UNREACHABLE : Kind.NOT_TRIED;
    }
}
