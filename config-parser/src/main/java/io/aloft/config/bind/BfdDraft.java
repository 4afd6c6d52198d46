package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.model.net.IpAddress;
import io.aloft.model.track.BfdSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@code bfd_instance}. */
public final class BfdDraft extends Draft {

    static final BlockBinding<BfdDraft> BLOCK = new BlockBinding<BfdDraft>("bfd_instance")
            .address("neighbor_ip", (bfd, address) -> bfd.neighbour = address)
            .address("neighbour_ip", (bfd, address) -> bfd.neighbour = address)
            .address("source_ip", (bfd, address) -> bfd.source = address)
            .milliseconds("min_rx", (bfd, interval) -> bfd.minRx = interval)
            .milliseconds("min_tx", (bfd, interval) -> bfd.minTx = interval)
            .milliseconds("idle_tx", (bfd, interval) -> bfd.idleTx = interval)
            .number("multiplier", (bfd, count) -> bfd.multiplier = (int) count)
            .flag("passive", bfd -> bfd.passive = true)
            .number("ttl", (bfd, ttl) -> bfd.ttl = (int) ttl)
            .number("hoplimit", (bfd, ttl) -> bfd.ttl = (int) ttl)
            .number("max_hops", (bfd, hops) -> bfd.maxHops = (int) hops)
            .bool("multihop", (bfd, on) -> bfd.multihop = on)
            .weight("weight", (bfd, weight, reverse) -> {
                bfd.weight = weight;
                bfd.reverse = reverse;
            })
            .flag("vrrp", bfd -> bfd.toVrrp = true)
            .flag("checker", bfd -> bfd.toCheckers = true);

    private static final int TTL_V4 = 255;
    private static final int TTL_V6 = 64;

    private final String name;
    private @Nullable IpAddress neighbour;
    private @Nullable IpAddress source;
    private Duration minRx = Duration.ofMillis(10);
    private Duration minTx = Duration.ofMillis(10);
    private Duration idleTx = Duration.ofSeconds(1);
    private int multiplier = 5;
    private boolean passive;
    private @Nullable Integer ttl;
    private int maxHops;
    private boolean multihop;
    private int weight;
    private boolean reverse;
    private boolean toVrrp;
    private boolean toCheckers;

    private BfdDraft(String name, SourceLocation location) {
        super(null, "bfd_instance " + name, location);
        this.name = name;
    }

    static void open(Directive directive, Statement statement, BindContext context) {
        String name = statement.arguments().isEmpty()
                ? ""
                : BlockBinding.firstArgument(statement).text();
        var draft = new BfdDraft(name, statement.location());
        if (NamedBlocks.readNamed(BLOCK, draft, directive, statement, context)) {
            context.config().bfdInstances().putIfAbsent(name, draft);
            context.config().setWeight(TrackEntries.Kind.BFD, name, new TrackWeight(draft.weight, draft.reverse));
        }
    }

    /** The session; null without a neighbour that can be used. Without {@code vrrp} and {@code checker} both learn of it. */
    public @Nullable BfdSpec settings() {
        if (neighbour == null) {
            return null;
        }
        int own = ttl != null ? ttl : neighbour.isIpv4() ? TTL_V4 : TTL_V6;
        boolean both = !toVrrp && !toCheckers;
        return new BfdSpec(
                name,
                neighbour,
                source,
                minRx,
                minTx,
                idleTx,
                multiplier,
                passive,
                own,
                Math.min(maxHops, own),
                multihop,
                weight,
                reverse,
                both || toVrrp,
                both || toCheckers);
    }
}
