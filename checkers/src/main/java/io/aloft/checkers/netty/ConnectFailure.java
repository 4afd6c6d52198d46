package io.aloft.checkers.netty;

import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why there is no connection.
 *
 * @param kind whose fault it is
 * @param text the system's words
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
        /** The local address cannot be used: nothing is known about the server. */
        NOT_BOUND,
        /** Something else on this side: nothing is known about the server. */
        NOT_TRIED
    }

    // Netty's native transport puts the error number into the message; the words after it depend on the locale.
    private static final Pattern ERRNO = Pattern.compile("^(\\w+)\\(\\.\\.\\) failed with error\\(-(\\d+)\\)");

    private static final int ETIMEDOUT = 110;
    private static final Set<Integer> UNREACHABLE = Set.of(100, 101, 112, 113); // ENETDOWN ENETUNREACH EHOSTDOWN …
    private static final Set<Integer> REFUSED = Set.of(103, 104, 111); // ECONNABORTED ECONNRESET ECONNREFUSED

    /** Sorts out what Netty, with either transport, reports for a failed connect. */
    public static ConnectFailure of(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectTimeoutException) {
            return new ConnectFailure(Kind.TIMEOUT, text);
        }
        Matcher errno = ERRNO.matcher(text);
        if (errno.find()) {
            return new ConnectFailure(kindOf(errno.group(1), Integer.parseInt(errno.group(2))), text);
        }
        return new ConnectFailure(kindOf(cause), text);
    }

    private static Kind kindOf(String call, int errno) {
        if (call.equals("bind")) {
            return Kind.NOT_BOUND;
        }
        if (errno == ETIMEDOUT) {
            return Kind.TIMEOUT;
        }
        if (UNREACHABLE.contains(errno)) {
            return Kind.UNREACHABLE;
        }
        // What the connection itself reports later (SO_ERROR) is always the server's or the network's doing.
        return REFUSED.contains(errno) || call.equals("finishConnect") ? Kind.REFUSED : Kind.NOT_TRIED;
    }

    /** The JDK's selector tells less: exception types stand for groups of error numbers. */
    private static Kind kindOf(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return Kind.NOT_BOUND;
            }
            if (each instanceof NoRouteToHostException) {
                return Kind.UNREACHABLE;
            }
            if (each instanceof ConnectException) {
                return Kind.REFUSED;
            }
        }
        String text = String.valueOf(cause.getMessage());
        return text.startsWith("Network is ") ? Kind.UNREACHABLE : Kind.NOT_TRIED;
    }
}
