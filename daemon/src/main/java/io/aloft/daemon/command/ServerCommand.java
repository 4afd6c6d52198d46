package io.aloft.daemon.command;

import io.aloft.config.report.Report;
import io.aloft.daemon.http.ControlClient;
import io.aloft.daemon.http.ControlClient.Reply;
import io.aloft.daemon.http.SocketPath;
import io.aloft.daemon.lifecycle.PidFiles;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code aloft server}: looks at the real servers of the running daemon, and takes them out of service and back. */
@Command(
        name = "server",
        description = "Look at real servers of the running daemon, drain them, change their weights.",
        footer = {
            "",
            "VS and RS are written as in the log, [192.0.2.1]:tcp:80, or in short 192.0.2.1:80; VS also FWM 7 and",
            "[group]:0. What is set holds until somebody sets something else, reloads included; a restart forgets it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the daemon does not know that server, or cannot do it",
            "3:the daemon cannot be asked, or the command line makes no sense"
        })
final class ServerCommand implements Callable<Integer> {

    /** What a list looks like. */
    enum Format {
        TEXT,
        JSON
    }

    private static final int REFUSED = 1;

    private final Surroundings surroundings;

    @Option(
            names = {"-p", "--pid"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Pid file of the daemon, if it was started with one of its own.")
    private Path pidFile = PidFiles.DEFAULT;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text (the default) or json.")
    private Format format = Format.TEXT;

    ServerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(description = "List virtual servers and their real servers (the default).")
    int list() {
        return ask(client -> client.get("/servers?format=" + word()));
    }

    @Command(description = "Weight 0: no new connections, present ones go on.")
    int drain(
            @Parameters(paramLabel = "VS", description = "The virtual server.") String virtualServer,
            @Parameters(paramLabel = "RS", description = "The real server.") String realServer) {
        return override(virtualServer, realServer, "drain", null);
    }

    @Command(description = "As configured again.")
    int enable(
            @Parameters(paramLabel = "VS", description = "The virtual server.") String virtualServer,
            @Parameters(paramLabel = "RS", description = "The real server.") String realServer) {
        return override(virtualServer, realServer, "enable", null);
    }

    @Command(description = "Another weight than configured.")
    int weight(
            @Parameters(paramLabel = "VS", description = "The virtual server.") String virtualServer,
            @Parameters(paramLabel = "RS", description = "The real server.") String realServer,
            @Parameters(paramLabel = "N", description = "0 to 2147483647.") int weight) {
        return override(virtualServer, realServer, "weight", weight);
    }

    private int override(String virtualServer, String realServer, String what, @Nullable Integer weight) {
        return ask(client -> client.post(
                "/servers/override",
                Map.of(
                        "format", word(),
                        "virtual_server", virtualServer,
                        "real_server", realServer,
                        "override", what,
                        "weight", weight == null ? "" : weight.toString())));
    }

    private String word() {
        return switch (format) {
            case TEXT -> "text";
            case JSON -> "json";
        };
    }

    private interface Question {
        Reply put(ControlClient client) throws IOException;
    }

    private int ask(Question question) {
        Path socket = SocketPath.of(pidFile);
        Reply reply;
        try {
            reply = question.put(new ControlClient(socket));
        } catch (IOException e) {
            surroundings.err().println("aloft: " + trouble(socket, e));
            return Report.CANNOT_CHECK;
        }
        if (!reply.fulfilled()) {
            surroundings.err().print("aloft: " + reply.content());
            surroundings.err().flush();
            return REFUSED;
        }
        surroundings.out().print(reply.content());
        surroundings.out().flush();
        return Report.CLEAN;
    }

    private static String trouble(Path socket, IOException problem) {
        Path directory = socket.getParent();
        if (directory != null && Files.isDirectory(directory) && !Files.isExecutable(directory)) {
            return "not allowed to use " + socket + ": ask as root";
        }
        return problem instanceof SocketException
                ? "no daemon listens at " + socket
                        + ": is it running, and with virtual servers? One that was started with -p needs -p here too"
                : String.valueOf(problem.getMessage());
    }
}
