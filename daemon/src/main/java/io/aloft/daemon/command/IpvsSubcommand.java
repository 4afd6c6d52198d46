package io.aloft.daemon.command;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.admin.AdminParser;
import io.aloft.ipvs.admin.AdminRefusal;
import io.aloft.ipvs.admin.AdminRequest;
import io.aloft.ipvs.admin.AdminTexts;
import io.aloft.ipvs.admin.ConnectionText;
import io.aloft.ipvs.admin.NameService;
import io.aloft.ipvs.admin.SaveText;
import io.aloft.ipvs.admin.TableOrder;
import io.aloft.ipvs.admin.TableText;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code aloft ipvs}: does to the kernel's table what ipvsadm does, with its options, texts and exit statuses. */
final class IpvsSubcommand {

    /** How messages name this program. */
    static final String PROGRAM = "aloft ipvs";

    private static final int DONE = 0;
    private static final int NO_SUCH_SERVICE = 1;
    private static final int NO_IPVS = 2;
    private static final int REFUSED = 255;

    private static final Path CONNECTIONS = Path.of("/proc/net/ip_vs_conn");

    private final Surroundings surroundings;
    private final InputStream in;
    private final IpvsConnector connector;
    private final NameService names;
    private final AdminParser parser;

    /**
     * @param in what {@code -R} reads
     * @param connector leads to the kernel's table
     */
    IpvsSubcommand(Surroundings surroundings, InputStream in, IpvsConnector connector, NameService names) {
        this.surroundings = surroundings;
        this.in = in;
        this.connector = connector;
        this.names = names;
        this.parser = new AdminParser(PROGRAM, names);
    }

    /** Carries out one command line; the answer is the exit status. */
    int run(List<String> words) {
        try {
            AdminRequest request = parser.parse(words);
            return switch (request) {
                case AdminRequest.Help _ -> print(AdminTexts.help(PROGRAM, surroundings.version()));
                case AdminRequest.Version _ -> print(AdminTexts.version(surroundings.version()));
                default -> withKernel(request);
            };
        } catch (AdminRefusal e) {
            surroundings.err().print(e.text());
            return e.status();
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    private int withKernel(AdminRequest request) throws AdminRefusal {
        IpvsClient client = open();
        if (client == null) {
            return NO_IPVS;
        }
        try (client) {
            return perform(client, request);
        } catch (IpvsUnavailableException e) {
            surroundings.err().println(e.getMessage());
            return REFUSED;
        } catch (IOException e) {
            surroundings.err().println("cannot read: " + e.getMessage());
            return REFUSED;
        }
    }

    private @Nullable IpvsClient open() {
        try {
            IpvsClient client = connector.open();
            try {
                client.version();
                return client;
            } catch (IpvsUnavailableException e) {
                client.close();
                throw e;
            }
        } catch (IpvsUnavailableException e) {
            boolean forbidden = e.getCause() instanceof NetlinkException cause && cause.errno() == Errno.EPERM;
            surroundings.err().print(AdminTexts.noIpvs(forbidden));
            return null;
        }
    }

    private int perform(IpvsClient client, AdminRequest request)
            throws IpvsUnavailableException, IOException, AdminRefusal {
        return switch (request) {
            case AdminRequest.Change(var command) -> {
                var changes = new IpvsChanges(client, surroundings.err());
                changes.add(command);
                yield changes.flush() ? DONE : REFUSED;
            }
            case AdminRequest.Restore _ -> restore(client);
            case AdminRequest.Save(var numeric) -> print(SaveText.of(TableOrder.sorted(all(client)), numeric, names));
            case AdminRequest.ListTable list -> table(client, list);
            case AdminRequest.ListJson list -> json(client, list);
            case AdminRequest.ListConnections(var numeric, var persistenceData) ->
                connections(new ConnectionText(numeric, persistenceData, names));
            case AdminRequest.ListTimeouts _ -> print(AdminTexts.timeouts(client.timeouts()));
            case AdminRequest.ListDaemons _ -> print(AdminTexts.daemons(client.daemons()));
            case AdminRequest.Help _ -> print(AdminTexts.help(PROGRAM, surroundings.version()));
            case AdminRequest.Version _ -> print(AdminTexts.version(surroundings.version()));
        };
    }

    private int print(String text) {
        surroundings.out().print(text);
        return DONE;
    }

    private static List<IpvsListing.Service> all(IpvsClient client) throws IpvsUnavailableException {
        return client.listing(key -> true).services();
    }

    /** The services to list; empty when the one that is asked for is not there, which is said. */
    private Optional<List<IpvsListing.Service>> listed(IpvsClient client, @Nullable ServiceKey key, boolean sorted)
            throws IpvsUnavailableException {
        List<IpvsListing.Service> services;
        if (key == null) {
            services = all(client);
        } else {
            Optional<IpvsListing.Service> service = client.service(key);
            if (service.isEmpty()) {
                surroundings.err().println("No such service");
                return Optional.empty();
            }
            services = List.of(service.get());
        }
        return Optional.of(sorted ? TableOrder.sorted(services) : services);
    }

    private int table(IpvsClient client, AdminRequest.ListTable list) throws IpvsUnavailableException {
        var services = listed(client, list.service(), list.format().sorted());
        if (services.isEmpty()) {
            return NO_SUCH_SERVICE;
        }
        String head = list.service() == null ? "IP Virtual Server version " + client.version() + "\n" : "";
        return print(head + TableText.of(services.get(), list.format(), names));
    }

    private int json(IpvsClient client, AdminRequest.ListJson list) throws IpvsUnavailableException {
        var services = listed(client, list.service(), list.sorted());
        if (services.isEmpty()) {
            return NO_SUCH_SERVICE;
        }
        return print(IpvsJson.of(client.version(), services.get(), client.timeouts(), client.daemons()));
    }

    /** There may be millions of them, so none is kept. */
    private int connections(ConnectionText text) throws IOException {
        print(text.head());
        try (BufferedReader lines = Files.newBufferedReader(CONNECTIONS, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.line(line).ifPresent(this::print);
            }
        }
        return DONE;
    }

    /** A mistake in a line ends it; what the kernel refuses, and a word that is no option, is said and passed over. */
    private int restore(IpvsClient client) throws IpvsUnavailableException, IOException, AdminRefusal {
        var changes = new IpvsChanges(client, surroundings.err());
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<AdminRequest> request = restored(line, changes);
            if (request.isPresent()) {
                if (request.get() instanceof AdminRequest.Change(var command)) {
                    changes.add(command);
                } else {
                    changes.flush();
                    int status = perform(client, request.get());
                    if (status != DONE
                            || request.get() instanceof AdminRequest.Help
                            || request.get() instanceof AdminRequest.Version) {
                        return status;
                    }
                }
            }
            if (!lines.ready()) {
                changes.flush();
            }
        }
        changes.flush();
        return DONE;
    }

    private Optional<AdminRequest> restored(String line, IpvsChanges changes)
            throws IpvsUnavailableException, AdminRefusal {
        try {
            return parser.parseLine(line);
        } catch (AdminRefusal e) {
            // What stands before it is carried out, and said, before it is.
            changes.flush();
            if (e.endsRestore()) {
                throw e;
            }
            surroundings.err().print(e.text());
            return Optional.empty();
        }
    }
}
