package io.aloft.daemon;

import io.aloft.config.LoadResult;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a configuration must not replace the running one. At start the rest of a broken file is better than nothing; a reload
 * that follows it would take out of service what is there, because of a typing error.
 */
final class ReloadObjection {

    private ReloadObjection() {}

    /** What speaks against it; empty when nothing does. */
    static Optional<String> to(LoadResult loaded, @Nullable LoadResult running) {
        if (loaded.runnable() == null) {
            return Optional.of("it could not be read");
        }
        if (loaded.unbalanced()) {
            return Optional.of("its braces do not match");
        }
        if (running == null || running.runnable() == null) {
            return Optional.empty();
        }
        List<String> lost = lostRouters(loaded, running.runnable());
        if (!lost.isEmpty()) {
            return Optional.of("an error in it would end " + String.join(", ", lost) + ", which is running");
        }
        return lostServers(loaded, loaded.runnable(), running, running.runnable());
    }

    private static List<String> lostRouters(LoadResult loaded, ConfigImage served) {
        Set<String> names =
                served.virtualRouters().stream().map(VirtualRouterSpec::name).collect(Collectors.toSet());
        return loaded.leftOut().stream().filter(names::contains).toList();
    }

    /**
     * A block whose address cannot be read does not say which server it was. So it counts when a server goes and an error
     * comes with the same reload; an error that the running configuration has already is not about what goes now.
     */
    private static Optional<String> lostServers(
            LoadResult loaded, ConfigImage wanted, LoadResult running, ConfigImage served) {
        var broken = new LinkedHashSet<>(loaded.leftOutServers());
        running.leftOutServers().forEach(broken::remove);
        Set<String> gone = servers(served);
        gone.removeAll(servers(wanted));
        if (broken.isEmpty() || gone.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("it would end " + gone.iterator().next() + ", which is running, and there is an error in: "
                + String.join("; ", broken));
    }

    /** Every virtual server, and every real server with the virtual server that it belongs to. */
    private static Set<String> servers(ConfigImage image) {
        var servers = new LinkedHashSet<String>();
        for (VirtualServerSpec virtual : image.virtualServers()) {
            servers.add("VS " + virtual.key());
            for (RealServerSpec real : virtual.realServers()) {
                servers.add("RS " + virtual.key().describe(real.endpoint()) + " of VS " + virtual.key());
            }
        }
        return servers;
    }
}
