package io.aloft.checkers.smtp;

import static io.aloft.checkers.netty.ScriptedServer.awaitClose;
import static io.aloft.checkers.netty.ScriptedServer.readLine;
import static io.aloft.checkers.netty.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.netty.OneCheck;
import io.aloft.checkers.netty.ScriptedServer;
import io.aloft.checkers.netty.ScriptedServer.Behaviour;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real sockets on the loopback interface; what lines are worth is tested with {@link SmtpDialogue} alone. */
class SmtpCheckerTest {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final OneCheck check = OneCheck.withEpoll();

    enum Server {
        GOOD("passed: SMTP dialogue", LONG, socket -> {
            send(socket, "220 x\r\n");
            readLine(socket);
            send(socket, "250 x\r\n");
            readLine(socket);
            send(socket, "221 x\r\n");
            awaitClose(socket);
        }),
        BUSY("failed: Bad greeting banner from server A", LONG, socket -> send(socket, "421 busy\r\n")),
        SILENT("failed: Read timeout from server A", SHORT, ScriptedServer::awaitClose),
        CLOSES("failed: Read failure from server A", LONG, _ -> {}),
        // The reset may come before the checker has looked at its connection.
        RESETS(
                "failed: (Read failure from|Could not connect to) server A",
                LONG,
                socket -> socket.setSoLinger(true, 0)),
        RESETS_AFTER_GREETING("failed: Read failure from server A", LONG, socket -> {
            send(socket, "220 x\r\n");
            readLine(socket);
            socket.setSoLinger(true, 0);
        }),
        ENDLESS_LINE("failed: Read failure from server A", LONG, socket -> {
            while (true) {
                send(socket, "220 ".repeat(1_000));
            }
        });

        private final String result;
        private final Duration timeout;
        private final Behaviour behaviour;

        Server(String result, Duration timeout, Behaviour behaviour) {
            this.result = result;
            this.timeout = timeout;
            this.behaviour = behaviour;
        }
    }

    @AfterEach
    void stop() {
        check.close();
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void everyServerGetsItsVerdict(Server server) throws Exception {
        try (var running = new ScriptedServer(server.behaviour)) {
            String address = "[127.0.0.1]:" + running.endpoint().port();
            assertThat(OneCheck.textOf(check.result(checker(running.endpoint(), server.timeout))))
                    .matches(server.result.replace("server A", "server " + Pattern.quote(address)));
        }
    }

    @Test
    void refusalNamesTheServer() throws Exception {
        Endpoint refusing = ScriptedServer.refusing();
        assertThat(OneCheck.textOf(check.result(checker(refusing, LONG))))
                .isEqualTo("failed: Could not connect to server [127.0.0.1]:" + refusing.port());
    }

    @Test
    void dialogueIsThatOfTheConfiguration() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (var server = new ScriptedServer(socket -> {
            send(socket, "220 x\r\n");
            lines.add(readLine(socket));
            send(socket, "250 x\r\n");
            lines.add(readLine(socket));
            send(socket, "221 x\r\n");
        })) {
            check.result(checker(server.endpoint(), LONG));
            assertThat(lines).containsExactly("HELO me.example\r\n", "QUIT\r\n");
        }
    }

    private SmtpChecker checker(Endpoint target, Duration timeout) {
        var timing = new CheckTiming(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ZERO, false, false);
        var connector = check.connector(target, timeout);
        return new SmtpChecker("rs", new CheckerSpec.SmtpCheck(connector.spec(), timing, "me.example"), connector);
    }
}
