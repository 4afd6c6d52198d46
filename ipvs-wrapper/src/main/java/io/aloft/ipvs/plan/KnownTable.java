package io.aloft.ipvs.plan;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is known of the kernel's table: as read, and then moved on by every command that it accepted. */
public final class KnownTable {

    private final Map<ServiceKey, IpvsEntry> entries = new LinkedHashMap<>();

    /** The entry of {@code key}, or null when the kernel has none. */
    public @Nullable IpvsEntry get(ServiceKey key) {
        return entries.get(key);
    }

    /** All that is known, for comparing it with what the kernel has by now. */
    public IpvsTable table() {
        return IpvsTable.of(entries.values());
    }

    /** Takes {@code read} for what the kernel has of the service {@code key}. */
    public void learn(ServiceKey key, IpvsTable read) {
        learn(key, read.entries().get(key));
    }

    /** Takes {@code entry} for what the kernel has of the service {@code key}; null for nothing. */
    public void learn(ServiceKey key, @Nullable IpvsEntry entry) {
        if (entry == null) {
            entries.remove(key);
        } else {
            entries.put(key, entry);
        }
    }

    /** The kernel accepted {@code command}. */
    public void accepted(IpvsCommand command) {
        switch (command) {
            case IpvsCommand.AddService(var service) -> {
                IpvsEntry present = entries.get(service.key());
                entries.put(
                        service.key(),
                        present == null ? new IpvsEntry(service, new LinkedHashMap<>()) : present.withService(service));
            }
            case IpvsCommand.SetService(var service) -> change(service.key(), entry -> entry.withService(service));
            case IpvsCommand.DeleteService(var key) -> entries.remove(key);
            case IpvsCommand.AddDestination(var key, var destination) -> change(key, entry -> entry.with(destination));
            case IpvsCommand.SetDestination(var key, var destination) -> change(key, entry -> entry.with(destination));
            case IpvsCommand.DeleteDestination(var key, Endpoint endpoint) ->
                change(key, entry -> entry.without(endpoint));
            case IpvsCommand.Flush _ -> entries.clear();
            case IpvsCommand.ZeroService _,
                    IpvsCommand.ZeroAll _,
                    IpvsCommand.SetTimeouts _,
                    IpvsCommand.StartDaemon _,
                    IpvsCommand.StopDaemon _ -> {}
        }
    }

    private void change(ServiceKey key, UnaryOperator<IpvsEntry> change) {
        entries.computeIfPresent(key, (_, entry) -> change.apply(entry));
    }
}
