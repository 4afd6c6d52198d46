package io.aloft.daemon.command;

import io.aloft.ipvs.admin.NameService;
import io.aloft.model.net.IpAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The names that this machine knows: {@code /etc/services}, and for hosts whatever the system's resolver asks. A resolver
 * that does not answer costs a few seconds in all, not for each address; what it does not say is shown as numbers.
 */
final class MachineNames implements NameService {

    private static final Path SERVICES = Path.of("/etc/services");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Map<IpAddress, Optional<String>> hosts = new HashMap<>();
    private @Nullable ServiceFile services;
    private long patienceLeft = PATIENCE_NANOS;

    @Override
    public List<IpAddress> addresses(String host) {
        return ask(() -> Optional.of(InetAddress.getAllByName(host))).stream()
                .flatMap(Arrays::stream)
                .map(address -> IpAddress.ofBytes(address.getAddress()))
                .toList();
    }

    @Override
    public Optional<String> host(IpAddress address) {
        return hosts.computeIfAbsent(address, this::lookUp);
    }

    private Optional<String> lookUp(IpAddress address) {
        return ask(() -> {
            InetAddress found = InetAddress.getByAddress(address.toBytes());
            // Without a name Java gives the address back as text, in a form of its own.
            return Optional.of(found.getCanonicalHostName()).filter(name -> !name.equals(found.getHostAddress()));
        });
    }

    /** The answer of a thread of its own, for which the process does not wait at its end; empty for none in time. */
    private <T> Optional<T> ask(Callable<Optional<T>> question) {
        if (patienceLeft <= 0) {
            return Optional.empty();
        }
        var task = new FutureTask<Optional<T>>(question);
        Thread.ofPlatform().daemon().name("resolver").start(task);
        long begin = System.nanoTime();
        try {
            return task.get(patienceLeft, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            patienceLeft -= System.nanoTime() - begin;
        }
    }

    @Override
    public OptionalInt port(String service, int protocol) {
        return services().port(service, protocolName(protocol));
    }

    @Override
    public Optional<String> service(int port, int protocol) {
        return services().name(port, protocolName(protocol));
    }

    private ServiceFile services() {
        ServiceFile read = services;
        if (read == null) {
            read = ServiceFile.read(SERVICES);
            services = read;
        }
        return read;
    }

    private static String protocolName(int protocol) {
        return switch (protocol) {
            case 6 -> "tcp";
            case 17 -> "udp";
            default -> "sctp";
        };
    }
}
