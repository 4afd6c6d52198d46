package io.aloft.checkers.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.netty.ConnectFailure.Kind;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectFailureTest {

    /** The words behind the number are those of the locale and must not matter. */
    @ParameterizedTest
    @CsvSource({
        "finishConnect, 111, REFUSED",
        "finishConnect, 104, REFUSED",
        "finishConnect, 113, UNREACHABLE",
        "finishConnect, 110, TIMEOUT",
        "finishConnect, 71, REFUSED",
        "connect, 111, REFUSED",
        "connect, 103, REFUSED",
        "connect, 101, UNREACHABLE",
        "connect, 100, UNREACHABLE",
        "connect, 112, UNREACHABLE",
        "connect, 110, TIMEOUT",
        "connect, 13, NOT_TRIED",
        "connect, 99, NOT_TRIED",
        "connect, 22, NOT_TRIED",
        "socket, 24, NOT_TRIED",
        "bind, 99, NOT_BOUND",
        "bind, 98, NOT_BOUND"
    })
    void errorNumberOfTheNativeTransportDecides(String call, int errno, Kind kind) {
        var cause = new IOException(call + "(..) failed with error(-" + errno + "): Verbindungsaufbau abgelehnt");
        assertThat(ConnectFailure.of(cause).kind()).isEqualTo(kind);
    }

    @Test
    void exceptionTypeOfTheJdkDecidesOtherwise() {
        assertThat(kind(new ConnectTimeoutException("late"))).isEqualTo(Kind.TIMEOUT);
        assertThat(kind(new ConnectException("Connection refused"))).isEqualTo(Kind.REFUSED);
        assertThat(kind(new NoRouteToHostException("No route to host"))).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(new SocketException("Network is unreachable"))).isEqualTo(Kind.UNREACHABLE);
        assertThat(kind(new SocketException("Permission denied"))).isEqualTo(Kind.NOT_TRIED);
        assertThat(kind(new IllegalStateException("no channel", new BindException("in use"))))
                .isEqualTo(Kind.NOT_BOUND);
    }

    private static Kind kind(Throwable cause) {
        return ConnectFailure.of(cause).kind();
    }
}
