package io.aloft.lab.node;

import io.aloft.config.host.LiveHostFacts;
import io.aloft.daemon.command.Subcommands;
import io.aloft.daemon.command.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the same command lines and the same answers to genhash and to aloft genhash, and notes what each printed; run inside a
 * network namespace of its own.
 */
public final class GenhashMain {

    private static final int PORT = 80;

    /** Each with the options that are tried on it; nobody listens for an empty one. */
    private static final List<List<String>> CASES = List.of(
            List.of("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"),
            List.of("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n", "-v"),
            List.of(
                    "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n",
                    "--verb",
                    "--proto",
                    "1.1",
                    "-V",
                    "a.example"),
            List.of("HTTP/1.1 404 No\r\n\r\nnope", "-P", "1.0c"),
            List.of("HTTP/1.1 200 OK\r\n\r\n", "-v"),
            List.of("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhello", "-v"),
            List.of("HTTP/1.1 200 OK\r\nX: \u00ff\u0001\t\r\n\r\n\u0000binary\u0080", "-v"),
            List.of("HTTP/1.1 200 OK\n\nbare", "-v"),
            List.of("junk"),
            List.of("-", "-v"),
            List.of(""),
            List.of("", "-v"),
            List.of("", "-P", "1.2"),
            List.of("", "-t", "x"),
            List.of("", "-m", "x"),
            List.of("", "-q"),
            List.of("", "extra"),
            List.of("", "-s", "localhost"),
            List.of("", "-p", "0"),
            List.of("", "-h"));

    private GenhashMain() {}

    /** Arguments: the file for what genhash printed, and the file for what Aloft printed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var theirs = new StringBuilder();
        var ours = new StringBuilder();
        for (List<String> one : CASES) {
            List<String> words = new ArrayList<>(List.of("-s", "127.0.0.1", "-p", Integer.toString(PORT), "-u", "/a"));
            words.addAll(one.subList(1, one.size()));
            theirs.append(asked(one.getFirst(), () -> genhash(words)));
            ours.append(asked(one.getFirst(), () -> aloft(words)));
        }
        Files.writeString(Path.of(arguments[0]), theirs);
        Files.writeString(Path.of(arguments[1]), ours);
    }

    /** A program that prints. */
    private interface Asking {
        String ask() throws IOException, InterruptedException;
    }

    /** What was printed while a server gave {@code answer}, with its request above; the time that it took is left out. */
    private static String asked(String answer, Asking asking) throws IOException, InterruptedException {
        if (answer.isEmpty()) {
            return "\n$ nobody listens\n" + comparable(asking.ask());
        }
        var request = new StringBuffer();
        String printed;
        try (var server = new ServerSocket(PORT, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> serve(server, answer, request));
            printed = asking.ask();
        }
        return "\n$ " + request + comparable(printed);
    }

    private static void serve(ServerSocket server, String answer, StringBuffer request) {
        try (Socket socket = server.accept()) {
            var in = socket.getInputStream();
            while (request.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                request.append((char) next);
            }
            if (!answer.equals("-")) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            request.append(e.getMessage());
        }
    }

    /** Descriptions of options are everybody's own, and so is the name. */
    private static String comparable(String printed) {
        return printed.replaceAll("= [0-9]+ usecs", "= N usecs")
                .replace("Usage: aloft genhash", "Usage: genhash")
                .replaceAll("(?m)^(   --\\S+ +-\\S) .*$", "$1")
                .replaceAll("(?m)^ {20,}1.0c means .*\n", "");
    }

    private static String genhash(List<String> words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("genhash"));
        argv.addAll(words);
        Process process = new ProcessBuilder(argv).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return "status " + process.waitFor() + "\n" + out + "--\n" + err;
    }

    private static String aloft(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("genhash"));
        all.addAll(words);
        var surroundings = new Surroundings(
                new LiveHostFacts(),
                "lab",
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false);
        int status = Subcommands.run(surroundings, all.toArray(String[]::new));
        return "status " + status + "\n" + out.toString(StandardCharsets.ISO_8859_1) + "--\n"
                + err.toString(StandardCharsets.ISO_8859_1);
    }
}
