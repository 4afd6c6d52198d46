package io.aloft.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.genl.GenlIpvsClient;
import io.aloft.ipvs.plan.IpvsDiff;
import io.aloft.ipvs.plan.TableComparison;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tries the client on the kernel below it, which must have IPVS and an empty table; this is the program inside the
 * kernel. What ipvsadm says of it is left in files, one for each {@link View}.
 */
public final class IpvsProbe {

    private static final String INTERFACE = "va";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What is looked at in the end. */
    enum View {
        LISTED,
        SAVED,
        THRESHOLDS,
        TUNNELS,
        DAEMONS,
        ANSWERS;

        Path in(Path results) {
            return results.resolve(name().toLowerCase(Locale.ROOT) + ".txt");
        }
    }

    private final Path results;
    private final IpvsClient client;

    private IpvsProbe(Path results, IpvsClient client) {
        this.results = results;
        this.client = client;
    }

    /** Argument: the directory for the results. Ends with status 0 when everything could be read back as written. */
    public static void main(String[] arguments) throws Exception {
        Command.run("ip", "link", "set", "lo", "up");
        Command.run("ip", "addr", "add", "10.9.9.9/32", "dev", "lo");
        Command.run("ip", "link", "add", INTERFACE, "type", "veth", "peer", "name", "vb");
        Command.run("ip", "addr", "add", "10.8.0.1/24", "dev", INTERFACE);
        for (String end : List.of(INTERFACE, "vb")) {
            Command.run("ip", "link", "set", end, "up");
        }
        try (GenlIpvsClient client = GenlIpvsClient.open()) {
            System.out.println("IPVS " + client.version());
            var probe = new IpvsProbe(Path.of(arguments[0]), client);
            probe.assertEverythingIsReadBackAsWritten();
            probe.assertSurprisesAreCorrected();
            probe.assertMeddlingIsTold();
            probe.assertDaemonsAreReadBack();
            probe.assertTrafficIsCountedAndZeroed();
            probe.write(View.ANSWERS, String.join("\n", IpvsProvocations.run(client, INTERFACE)));
            probe.assertUnloadedModuleIsFoundAgain();
            assertThat(client.unreadable()).isZero();
        }
        System.out.println("all as expected");
    }

    private void assertEverythingIsReadBackAsWritten() throws Exception {
        IpvsTable combinations = IpvsTables.combinations();
        change(IpvsTable.EMPTY, combinations);
        assertThat(client.table(_ -> true)).isEqualTo(combinations);
        IpvsTable everything = IpvsTables.everything();
        change(combinations, everything);
        assertThat(client.table(_ -> true)).isEqualTo(everything);
        for (IpvsEntry entry : everything.entries().values()) {
            IpvsListing.Service alone = client.service(entry.service().key()).orElseThrow();
            assertThat(alone.entry()).isEqualTo(entry);
        }
        write(View.LISTED, Command.run("ipvsadm", "-Ln"));
        write(View.SAVED, Command.run("ipvsadm", "-S", "-n"));
        write(View.THRESHOLDS, Command.run("ipvsadm", "-Ln", "--thresholds", "-t", "10.9.9.9:80"));
        write(View.TUNNELS, Command.run("ipvsadm", "-Ln", "--tun-info", "-t", "10.9.9.9:443"));
        change(everything, IpvsTable.EMPTY);
        assertThat(client.table(_ -> true).entries()).isEmpty();
    }

    private void assertSurprisesAreCorrected() throws Exception {
        ServiceKey key = IpvsTables.key(IpvsTables.TCP, "10.9.9.9", 80);
        IpvsEntry old = IpvsTables.entry(IpvsTables.service(key, "rr"), IpvsTables.destination("10.1.1.11", 80, 3, 7));
        IpvsEntry wanted = IpvsTables.entry(
                IpvsTables.service(key, "wrr"),
                IpvsTables.destination("10.1.1.11", 80, 0, 3),
                IpvsTables.destination("10.1.1.12", 80, 2, 1));
        change(IpvsTable.EMPTY, IpvsTable.of(List.of(old)));
        assertThat(verdicts(IpvsDiff.between(null, wanted)))
                .containsExactly(Verdict.CORRECTED, Verdict.CORRECTED, Verdict.DONE);
        assertThat(client.table(key::equals)).isEqualTo(IpvsTable.of(List.of(wanted)));
        Command.run("ipvsadm", "-C");
        var setAll = new ArrayList<IpvsCommand>();
        setAll.add(new IpvsCommand.SetService(wanted.service()));
        wanted.destinations().values().forEach(each -> setAll.add(new IpvsCommand.SetDestination(key, each)));
        assertThat(verdicts(setAll)).containsOnly(Verdict.CORRECTED);
        assertThat(client.table(key::equals)).isEqualTo(IpvsTable.of(List.of(wanted)));
        assertThat(verdicts(List.of(new IpvsCommand.DeleteService(key), new IpvsCommand.DeleteService(key))))
                .containsExactly(Verdict.DONE, Verdict.ALREADY_ABSENT);
    }

    private void assertMeddlingIsTold() throws Exception {
        IpvsTable ours = IpvsTables.everything();
        change(IpvsTable.EMPTY, ours);
        Command.run("ipvsadm", "-e", "-t", "10.9.9.9:80", "-r", "10.1.1.11:80", "-m", "-w", "5");
        Command.run("ipvsadm", "-D", "-f", "5", "-6");
        Command.run("ipvsadm", "-a", "-u", "10.9.9.9:53", "-r", "10.1.1.66:53", "-m");
        Command.run("ipvsadm", "-E", "-t", "10.9.9.9:0", "-s", "wlc", "-p", "360");
        assertThat(TableComparison.between(ours, client.table(_ -> true)))
                .extracting(Object::toString)
                .containsExactly(
                        "10.9.9.9:tcp:80 -> 10.1.1.11:80: weight is 5 instead of 3",
                        "10.9.9.9:tcp:0: scheduler is wlc instead of rr",
                        "10.9.9.9:udp:53 -> 10.1.1.66:53 is unexpected",
                        "Fwm 5 inet6 is missing");
        change(client.table(_ -> true), ours);
        assertThat(client.table(_ -> true)).isEqualTo(ours);
        assertThat(verdicts(List.of(new IpvsCommand.Flush()))).containsExactly(Verdict.DONE);
    }

    private void assertDaemonsAreReadBack() throws Exception {
        var master = new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, INTERFACE, 5);
        var backup =
                new IpvsSyncDaemon(IpvsSyncDaemon.Role.BACKUP, INTERFACE, 6, 1400, IpAddress.of("224.0.0.99"), 9000, 3);
        assertThat(verdicts(List.of(new IpvsCommand.StartDaemon(master), new IpvsCommand.StartDaemon(backup))))
                .containsOnly(Verdict.DONE);
        assertThat(client.daemons())
                .containsExactly(
                        new IpvsSyncDaemon(
                                IpvsSyncDaemon.Role.MASTER, INTERFACE, 5, 1472, IpAddress.of("224.0.0.81"), 8848, 1),
                        backup);
        write(View.DAEMONS, Command.run("ipvsadm", "-L", "--daemon"));
        // Another group of the other family, in a daemon that runs already.
        var moved =
                new IpvsSyncDaemon(IpvsSyncDaemon.Role.BACKUP, INTERFACE, 7, 1300, IpAddress.of("ff02::51"), 9001, 4);
        assertThat(verdicts(List.of(new IpvsCommand.StartDaemon(moved)))).containsExactly(Verdict.CORRECTED);
        assertThat(client.daemons()).contains(moved);
        assertThat(verdicts(List.of(
                        new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.MASTER, 5),
                        new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.BACKUP, 7),
                        new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.BACKUP, 7))))
                .containsExactly(Verdict.DONE, Verdict.DONE, Verdict.ALREADY_ABSENT);
        assertThat(client.daemons()).isEmpty();
    }

    private void assertTrafficIsCountedAndZeroed() throws Exception {
        ServiceKey key = IpvsTables.key(IpvsTables.UDP, "10.9.9.9", 5353);
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                DatagramSocket sender = new DatagramSocket()) {
            IpvsEntry entry = IpvsTables.entry(
                    IpvsTables.service(key, "rr"), IpvsTables.destination("127.0.0.1", server.getLocalPort(), 0, 1));
            change(IpvsTable.EMPTY, IpvsTable.of(List.of(entry)));
            InetAddress virtual = InetAddress.getByName("10.9.9.9");
            for (int i = 0; i < 3; i++) {
                sender.send(new DatagramPacket(new byte[100], 100, virtual, 5353));
            }
            // 20 bytes of IP and 8 of UDP come on top of each. The kernel sums up every two seconds.
            var expected = new IpvsTraffic.Count(1, 3, 0, 3 * 128, 0);
            Await.until(
                    () -> "3 packets counted: " + listed(key),
                    LIMIT,
                    () -> listed(key).traffic().total().equals(expected));
            IpvsListing.Service service = listed(key);
            assertThat(service.destinations().getFirst().traffic().total()).isEqualTo(expected);
            assertThat(service.destinations().getFirst().connections()).isEqualTo(new IpvsListing.Connections(0, 1, 0));
            assertThat(verdicts(List.of(new IpvsCommand.ZeroService(key)))).containsExactly(Verdict.DONE);
            assertThat(listed(key).traffic().total()).isEqualTo(IpvsTraffic.Count.NONE);
        }
        change(client.table(_ -> true), IpvsTable.EMPTY);
    }

    private IpvsListing.Service listed(ServiceKey key) {
        try {
            return client.service(key).orElseThrow();
        } catch (IpvsUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    /** The module comes back under another number, and with an empty table. */
    private void assertUnloadedModuleIsFoundAgain() throws Exception {
        change(IpvsTable.EMPTY, IpvsTables.combinations());
        assertThat(verdicts(List.of(new IpvsCommand.Flush()))).containsExactly(Verdict.DONE);
        for (String line : Files.readAllLines(Path.of("/proc/modules"))) {
            if (line.startsWith("ip_vs_")) {
                Command.run("rmmod", line.split(" ", 2)[0]);
            }
        }
        Command.run("rmmod", "ip_vs");
        var add = new IpvsCommand.AddService(IpvsTables.service(IpvsTables.key(IpvsTables.TCP, "10.9.9.9", 80), "rr"));
        assertThatThrownBy(() -> client.table(_ -> true))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("modprobe ip_vs");
        assertThatThrownBy(() -> client.execute(List.of(add)))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("modprobe ip_vs");
        String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        for (String module : List.of("ip_vs", "ip_vs_rr")) {
            Command.run("insmod", "/usr/lib/uml/modules/" + release + "/kernel/net/netfilter/ipvs/" + module + ".ko");
        }
        assertThat(client.table(_ -> true).entries()).isEmpty();
        assertThat(verdicts(List.of(add))).containsExactly(Verdict.DONE);
    }

    private void change(IpvsTable from, IpvsTable to) throws Exception {
        assertThat(verdicts(IpvsDiff.between(from, to))).containsOnly(Verdict.DONE);
    }

    private List<Verdict> verdicts(List<? extends IpvsCommand> commands) throws Exception {
        List<IpvsOutcome> outcomes = client.apply(List.copyOf(commands));
        String refused = outcomes.stream()
                .filter(outcome -> !outcome.succeeded())
                .map(IpvsOutcome::describe)
                .collect(Collectors.joining("\n"));
        assertThat(refused).isEmpty();
        return outcomes.stream().map(IpvsOutcome::verdict).toList();
    }

    private void write(View view, String text) throws IOException {
        Files.writeString(view.in(results), text + "\n");
    }
}
