package io.aloft.lab.kernel;

import io.aloft.lab.kernel.AdminTool.Outcome;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.Command;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Gives the same command lines to ipvsadm and to aloft ipvs, and notes what each did; the program inside the kernel. */
public final class AdminMain {

    /** Seconds run on between two looks at the same counters. */
    private static final int ATTEMPTS = 15;

    private static final String HOST_NAME_INSIDE = "kernel-lab";

    private static final String HOSTS = """
        10.9.9.9 vip.example.org
        10.1.1.11 web-1.example.org
        10.1.1.12 a-rather-long-name-of-a-server.example.org
        fd00::9 six.example.org
        """;

    private final Path results;
    private final Map<AdminTool, StringBuilder> notes = new EnumMap<>(AdminTool.class);

    private AdminMain(Path results) {
        this.results = results;
    }

    /** The command for {@link KernelRunner}. */
    public static List<String> command(Path results) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Checkout.file("packaging/launcher/jvm.options"),
                "-Daloft.home=" + Checkout.root(),
                "-cp",
                System.getProperty("java.class.path"),
                AdminMain.class.getName(),
                results.toString());
    }

    /** The file in which what one tool did is found afterwards. */
    static Path file(Path results, String group, AdminTool tool) {
        return results.resolve(group + "-" + tool + ".txt");
    }

    /** Argument: the directory for the results. */
    public static void main(String[] arguments) throws IOException {
        String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        if (!host.equals(HOST_NAME_INSIDE)) {
            throw new IllegalStateException("changes the names of the machine: only for inside of lab/kernel-run");
        }
        new AdminMain(Path.of(arguments[0])).compare();
    }

    private void compare() throws IOException {
        prepare();
        List<AutoCloseable> held = traffic();
        for (String line : AdminTables.LISTS) {
            compareUntilSame(line);
        }
        write("lists");
        for (String line : AdminTables.MISTAKES) {
            compare(line, tool -> tool.run(line));
        }
        write("mistakes");
        AdminTool.ALOFT.run("--stop-daemon master");
        AdminTool.ALOFT.run("--stop-daemon backup");
        for (String line : AdminTables.CHANGES) {
            compare(line, tool -> changed(tool, line));
        }
        write("changes");
        restoreEachOthers();
        write("restored");
        System.out.println("kept " + held.size() + " sockets");
    }

    private static void prepare() throws IOException {
        Files.writeString(Path.of("/etc/hosts"), HOSTS, StandardOpenOption.APPEND);
        Files.writeString(Path.of("/etc/nsswitch.conf"), "hosts: files\nservices: files\n");
        for (String address : List.of("10.9.9.9/32", "10.1.1.11/32")) {
            Command.run("ip", "addr", "add", address, "dev", "lo");
        }
        for (String address : List.of("fd00::9/128", "fd00::21/128")) {
            Command.run("ip", "addr", "add", address, "dev", "lo", "nodad");
        }
        Command.run("ip", "link", "add", "va", "type", "veth", "peer", "name", "vb");
        Command.run("ip", "addr", "add", "10.7.7.1/24", "dev", "va");
        Command.run("ip", "link", "set", "va", "up");
        AdminTool.ALOFT.run(AdminTables.EVERYTHING, List.of("-R"));
        for (String line : List.of(
                "--set 1000 0 200",
                "--start-daemon master --mcast-interface va --syncid 5",
                "--start-daemon backup --mcast-interface va --syncid 6 --mcast-group ff02::81 --mcast-port 9000"
                        + " --mcast-ttl 3")) {
            System.out.println(line + ": " + AdminTool.ALOFT.run(line));
        }
    }

    /** Connections by both families and UDP; the servers are this machine's too. */
    private static List<AutoCloseable> traffic() throws IOException {
        List<AutoCloseable> held = new ArrayList<>();
        held.add(new ServerSocket(8080, 50, InetAddress.getByName("10.1.1.11")));
        held.add(new ServerSocket(81, 50, InetAddress.getByName("10.1.1.11")));
        held.add(new ServerSocket(8080, 50, InetAddress.getByName("fd00::21")));
        for (String name : List.of("10.9.9.9:80", "10.9.9.9:80", "10.9.9.9:81", "[fd00::9]:80", "[fd00::9]:80")) {
            int colon = name.lastIndexOf(':');
            var socket = new Socket(
                    InetAddress.getByName(name.substring(0, colon)), Integer.parseInt(name.substring(colon + 1)));
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            held.add(socket);
        }
        ((Socket) held.getLast()).close();
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[5], 5, InetAddress.getByName("10.9.9.9"), 53));
        }
        return held;
    }

    /** Counters and clocks may move on between the two, so both are asked again. */
    private void compareUntilSame(String line) {
        Map<AdminTool, Outcome> outcomes = new EnumMap<>(AdminTool.class);
        int attempt = 0;
        do {
            for (AdminTool tool : AdminTool.values()) {
                outcomes.put(tool, tool.run(line));
            }
            attempt++;
        } while (attempt < ATTEMPTS && !Objects.equals(outcomes.get(AdminTool.IPVSADM), outcomes.get(AdminTool.ALOFT)));
        outcomes.forEach((tool, outcome) -> note(tool, line, outcome.toString()));
    }

    private void compare(String line, Function<AdminTool, Object> done) {
        for (AdminTool tool : AdminTool.values()) {
            note(tool, line, done.apply(tool).toString());
        }
    }

    /** What the line printed, and the table that it left. */
    private static String changed(AdminTool tool, String line) {
        AdminTool.ALOFT.run("-C");
        AdminTool.ALOFT.run(AdminTables.SMALL, List.of("-R"));
        Outcome outcome = tool.run(line);
        return outcome
                + AdminTool.ALOFT.run("-L -n").out()
                + AdminTool.ALOFT.run("-L -n --thresholds").out()
                + AdminTool.ALOFT.run("-L -n --tun-info").out();
    }

    /** Each tool restores what the other saved. */
    private void restoreEachOthers() {
        AdminTool.ALOFT.run("-C");
        AdminTool.IPVSADM.run(AdminTables.EVERYTHING, List.of("-R"));
        for (AdminTool tool : AdminTool.values()) {
            String saved = tool.run("-S -n").out();
            for (AdminTool reader : AdminTool.values()) {
                String title = tool + " saves, " + reader + " restores";
                reader.run("-C");
                Outcome outcome = reader.run(saved, List.of("-R"));
                note(AdminTool.IPVSADM, title, saved);
                note(AdminTool.ALOFT, title, outcome.err() + tool.run("-S -n").out());
            }
        }
    }

    private void note(AdminTool tool, String line, String text) {
        notes.computeIfAbsent(tool, _ -> new StringBuilder())
                .append("$ ")
                .append(line)
                .append('\n')
                .append(text)
                .append('\n');
    }

    private void write(String group) throws IOException {
        for (AdminTool tool : AdminTool.values()) {
            Files.writeString(file(results, group, tool), notes.getOrDefault(tool, new StringBuilder()));
        }
        notes.clear();
    }
}
