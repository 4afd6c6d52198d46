package io.aloft.lab.kernel;

import static io.aloft.lab.kernel.IpvsTables.TCP;
import static io.aloft.lab.kernel.IpvsTables.UDP;
import static io.aloft.lab.kernel.IpvsTables.destination;
import static io.aloft.lab.kernel.IpvsTables.key;
import static io.aloft.lab.kernel.IpvsTables.service;
import static io.aloft.lab.kernel.IpvsTables.tunnelled;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsSyncDaemon.Role;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.generic.GenericFamily;
import io.aloft.netlink.generic.GenericRequest;
import io.aloft.netlink.message.AttributeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Requests that the kernel refuses, or takes although it should not, and what it answers to each. */
final class IpvsProvocations {

    private static final ServiceKey WEB = key(TCP, "10.9.9.9", 80);
    private static final ServiceKey MISSING = key(TCP, "10.9.9.9", 4711);
    private static final IpvsDestination SERVER = destination("10.1.1.11", 80, IpvsDestination.MASQUERADE, 1);
    private static final IpvsDestination ABSENT = destination("10.1.1.99", 80, IpvsDestination.MASQUERADE, 1);

    private final IpvsClient client;
    private final String interfaceName;
    private final List<String> answers = new ArrayList<>();

    private IpvsProvocations(IpvsClient client, String interfaceName) {
        this.client = client;
        this.interfaceName = interfaceName;
    }

    /** Provokes an empty table, and leaves it empty. One line for each request: its name and the answer. */
    static List<String> run(IpvsClient client, String interfaceName) throws IpvsUnavailableException, NetlinkException {
        var provocations = new IpvsProvocations(client, interfaceName);
        provocations.services();
        provocations.destinations();
        provocations.daemons();
        provocations.settings();
        provocations.bytes();
        client.execute(List.of(new IpvsCommand.Flush()));
        return provocations.answers;
    }

    private void services() throws IpvsUnavailableException {
        tell("add service", new IpvsCommand.AddService(service(WEB, "rr")));
        tell("add service again", new IpvsCommand.AddService(service(WEB, "rr")));
        tell("unknown scheduler", new IpvsCommand.AddService(service(MISSING, "nonsense")));
        tell("set unknown scheduler", new IpvsCommand.SetService(service(WEB, "nonsense")));
        tell(
                "scheduler still",
                client.service(WEB).orElseThrow().service().attributes().scheduler());
        tell("empty scheduler", new IpvsCommand.AddService(service(MISSING, "")));
        tell("long scheduler", new IpvsCommand.AddService(service(MISSING, "a".repeat(16))));
        tell(
                "unknown engine",
                new IpvsCommand.AddService(new IpvsService(
                        MISSING,
                        new IpvsService.Attributes("rr", IpvsService.PERSISTENT, 60, 0xffffffff, "nonsense"))));
        tell("prefix length 0", new IpvsCommand.AddService(service(key(TCP, "fd00::9", 80), "rr", 0, 0, 0)));
        tell("prefix length 129", new IpvsCommand.AddService(service(key(TCP, "fd00::9", 80), "rr", 0, 0, 129)));
        tell("set missing service", new IpvsCommand.SetService(service(MISSING, "rr")));
        tell("delete missing service", new IpvsCommand.DeleteService(MISSING));
        tell("zero missing service", new IpvsCommand.ZeroService(MISSING));
        tell("get missing service", client.service(MISSING).isPresent() ? "there" : "absent");
        tell("protocol 77", new IpvsCommand.AddService(service(key(77, "10.9.9.9", 80), "rr")));
        tell("port 0 without persistence", new IpvsCommand.AddService(service(key(TCP, "10.9.9.8", 0), "rr")));
        tell("address 0.0.0.0", new IpvsCommand.AddService(service(key(TCP, "0.0.0.0", 80), "rr")));
        tell("multicast address", new IpvsCommand.AddService(service(key(UDP, "224.0.0.5", 80), "rr")));
        tell("mark 0", new IpvsCommand.AddService(service(new ServiceKey.ByMark(AddressFamily.INET, 0), "rr")));
        tell(
                "one packet on TCP",
                new IpvsCommand.AddService(
                        service(key(TCP, "10.9.9.7", 80), "rr", IpvsService.ONE_PACKET, 0, 0xffffffff)));
        tell(
                "unknown flags and the kernel's own",
                new IpvsCommand.AddService(service(key(TCP, "10.9.9.6", 80), "rr", 0x40 | IpvsService.HASHED, 0, 0)));
        tell("scheduler none", new IpvsCommand.AddService(service(key(TCP, "10.9.9.5", 80), "none")));
    }

    private void destinations() throws IpvsUnavailableException {
        tell("add destination", new IpvsCommand.AddDestination(WEB, SERVER));
        tell("add destination again", new IpvsCommand.AddDestination(WEB, SERVER));
        tell("set missing destination", new IpvsCommand.SetDestination(WEB, ABSENT));
        tell("delete missing destination", new IpvsCommand.DeleteDestination(WEB, ABSENT.endpoint()));
        tell("add destination to missing service", new IpvsCommand.AddDestination(MISSING, SERVER));
        tell("set destination of missing service", new IpvsCommand.SetDestination(MISSING, SERVER));
        tell("delete destination of missing service", new IpvsCommand.DeleteDestination(MISSING, SERVER.endpoint()));
        tell("multicast destination", add(destination("224.0.0.5", 80, IpvsDestination.MASQUERADE, 1)));
        tell("destination of the other family", add(destination("fd00::21", 80, IpvsDestination.MASQUERADE, 1)));
        tell("direct route to another port", add(destination("10.1.1.12", 81, IpvsDestination.DIRECT_ROUTE, 1)));
        tell("GUE without port", add(tunnelled("10.1.1.13", new Tunnel(Tunnel.TYPE_GUE, 0, Tunnel.CHECKSUM))));
        tell("unknown tunnel", add(tunnelled("10.1.1.14", new Tunnel(9, 0, 0))));
        tell("negative weight", add(destination("10.1.1.15", 80, IpvsDestination.MASQUERADE, -1)));
        tell(
                "lower threshold above the upper one",
                add(new IpvsDestination(ABSENT.endpoint(), new IpvsDestination.Attributes(0, 1, 10, 11))));
    }

    private void daemons() throws IpvsUnavailableException {
        var backup = new IpvsSyncDaemon(Role.BACKUP, interfaceName, 6);
        tell("stop daemon that does not run", new IpvsCommand.StopDaemon(Role.MASTER, 0));
        tell("daemon on unknown interface", new IpvsCommand.StartDaemon(new IpvsSyncDaemon(Role.MASTER, "none7", 5)));
        tell("start daemon", new IpvsCommand.StartDaemon(backup));
        tell("start daemon again", new IpvsCommand.StartDaemon(backup));
        tell("tunnel to the other family beside a daemon", add(tunnelled("fd00::21", Tunnel.IPIP)));
        // At once, so that its thread may not have run: then the kernel does not answer.
        tell("stop daemon", new IpvsCommand.StopDaemon(Role.BACKUP, 6));
        tell("daemons", client.daemons().toString());
        tell("tunnel to the other family", add(tunnelled("fd00::21", Tunnel.IPIP)));
        tell("daemon beside a tunnel to the other family", new IpvsCommand.StartDaemon(backup));
        for (int i = 0; i < 20; i++) {
            List<IpvsOutcome> outcomes = client.execute(List.of(
                    new IpvsCommand.DeleteDestination(
                            WEB, tunnelled("fd00::21", Tunnel.IPIP).endpoint()),
                    new IpvsCommand.StartDaemon(backup),
                    new IpvsCommand.StopDaemon(Role.BACKUP, 6),
                    new IpvsCommand.StartDaemon(backup),
                    new IpvsCommand.StopDaemon(Role.BACKUP, 6)));
            if (!outcomes.stream().allMatch(IpvsOutcome::succeeded)) {
                tell("twice up and down in one batch", outcomes.toString());
            }
        }
        tell("daemons in the end", client.daemons().toString());
    }

    private void settings() throws IpvsUnavailableException {
        IpvsTimeouts before = client.timeouts();
        tell("negative timeout", new IpvsCommand.SetTimeouts(new IpvsTimeouts(-1, 0, 0)));
        tell("timeout that overflows", new IpvsCommand.SetTimeouts(new IpvsTimeouts(0, Integer.MAX_VALUE, 0)));
        tell("timeouts of 0", new IpvsCommand.SetTimeouts(new IpvsTimeouts(0, 0, 0)));
        tell("timeouts after that", client.timeouts().equals(before) ? "as before" : "changed");
        tell("timeouts", new IpvsCommand.SetTimeouts(new IpvsTimeouts(500, 0, 301)));
        tell("timeouts read back", client.timeouts().toString());
        client.execute(List.of(new IpvsCommand.SetTimeouts(before)));
        tell("zero all", new IpvsCommand.ZeroAll());
        tell("flush", new IpvsCommand.Flush());
        tell("flush again", new IpvsCommand.Flush());
    }

    /** What the client cannot be made to send. */
    private void bytes() throws NetlinkException {
        try (NetlinkConnection connection = SocketNetlinkConnection.openGeneric()) {
            GenericFamily family = GenericFamily.resolve(connection, "IPVS").orElseThrow();
            send("address family 3", connection, family, 1, all -> all.nested(1, inner -> inner.u16(1, 3)));
            send("service without attributes", connection, family, 1, all -> all.nested(1, inner -> inner.u16(1, 2)));
            send("no service at all", connection, family, 1, _ -> {});
            send(
                    "daemon of role 3",
                    connection,
                    family,
                    9,
                    all -> all.nested(
                            3, inner -> inner.u32(1, 3).string(2, interfaceName).u32(3, 0)));
            send("daemon without interface", connection, family, 9, all -> all.nested(3, inner -> inner.u32(1, 1)));
            send("stop of role 0", connection, family, 10, all -> all.nested(3, inner -> inner.u32(1, 0)));
            send("one destination instead of all", connection, family, 8, _ -> {});
            send("unknown command", connection, family, 77, _ -> {});
        }
    }

    private static IpvsCommand add(IpvsDestination destination) {
        return new IpvsCommand.AddDestination(WEB, destination);
    }

    private void tell(String name, IpvsCommand command) throws IpvsUnavailableException {
        IpvsOutcome outcome = client.execute(List.of(command)).getFirst();
        tell(name, outcome.errno() == 0 ? "done" : Errno.nameOf(outcome.errno()) + ", " + outcome.reason());
    }

    private void tell(String name, String answer) {
        answers.add(name + ": " + answer);
    }

    private void send(
            String name,
            NetlinkConnection connection,
            GenericFamily family,
            int command,
            Consumer<AttributeWriter> attributes) {
        try {
            connection.execute(GenericRequest.command(name, family, command, attributes));
            tell(name, "done");
        } catch (NetlinkException e) {
            tell(name, e.symbol());
        }
    }
}
