package io.aloft.ipvs.admin;

import static io.aloft.ipvs.admin.AdminOption.TUNNEL_CHECKSUM;
import static io.aloft.ipvs.admin.AdminOption.TUNNEL_NO_CHECKSUM;
import static io.aloft.ipvs.admin.AdminOption.TUNNEL_PORT;
import static io.aloft.ipvs.admin.AdminOption.TUNNEL_REMOTE_CHECKSUM;
import static io.aloft.ipvs.admin.AdminOption.TUNNEL_TYPE;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The options of a real server: what is not given has its default, also when a real server is edited. */
final class ForwardingValues {

    private static final int DEFAULT_WEIGHT = 1;

    private static final Set<AdminOption> TUNNEL_OPTIONS =
            EnumSet.of(TUNNEL_TYPE, TUNNEL_PORT, TUNNEL_NO_CHECKSUM, TUNNEL_CHECKSUM, TUNNEL_REMOTE_CHECKSUM);

    /** One of them may be given; the second is refused. */
    private static final List<AdminOption> CHECKSUMS =
            List.of(TUNNEL_NO_CHECKSUM, TUNNEL_CHECKSUM, TUNNEL_REMOTE_CHECKSUM);

    private int method = IpvsDestination.DIRECT_ROUTE;
    private int weight = DEFAULT_WEIGHT;
    private int upperThreshold;
    private int lowerThreshold;
    private TunnelKind kind = TunnelKind.IPIP;
    private int tunnelPort;

    /** The types of tunnels with what they may have. */
    private enum TunnelKind {
        IPIP("ipip", Tunnel.TYPE_IPIP, Set.of()),
        GUE("gue", Tunnel.TYPE_GUE, Set.of(TUNNEL_PORT, TUNNEL_NO_CHECKSUM, TUNNEL_CHECKSUM, TUNNEL_REMOTE_CHECKSUM)),
        GRE("gre", Tunnel.TYPE_GRE, Set.of(TUNNEL_NO_CHECKSUM, TUNNEL_CHECKSUM));

        private final String word;
        private final int number;
        private final Set<AdminOption> legal;

        TunnelKind(String word, int number, Set<AdminOption> legal) {
            this.word = word;
            this.number = number;
            this.legal = legal;
        }
    }

    void method(int kernelNumber) {
        method = kernelNumber;
    }

    void weight(String text) throws AdminRefusal {
        weight = number(text, 0, Integer.MAX_VALUE, "illegal weight specified");
    }

    void upperThreshold(String text) throws AdminRefusal {
        upperThreshold = number(text, 0, Integer.MAX_VALUE, "illegal u_threshold specified");
    }

    void lowerThreshold(String text) throws AdminRefusal {
        lowerThreshold = number(text, 0, Integer.MAX_VALUE, "illegal l_threshold specified");
    }

    void tunnelPort(String text) throws AdminRefusal {
        tunnelPort = number(text, 1, 65535, "illegal tunnel port specified");
    }

    private static int number(String text, int least, int most, String refusal) throws AdminRefusal {
        OptionalInt number = Decimal.parse(text, least, most);
        if (number.isEmpty()) {
            throw AdminRefusal.because(refusal);
        }
        return number.getAsInt();
    }

    void tunnelType(String text) throws AdminRefusal {
        for (TunnelKind known : TunnelKind.values()) {
            if (known.word.equals(text)) {
                kind = known;
                return;
            }
        }
        throw AdminRefusal.because("illegal tunnel type specified");
    }

    IpvsDestination.Attributes attributes(Set<AdminOption> given) throws AdminRefusal {
        boolean tunnelled = method == IpvsDestination.TUNNEL;
        if (!tunnelled && given.stream().anyMatch(TUNNEL_OPTIONS::contains)) {
            throw AdminRefusal.because("Tunnel options conflict with forward method");
        }
        Tunnel tunnel = tunnelled ? tunnel(given) : Tunnel.IPIP;
        return new IpvsDestination.Attributes(method, weight, upperThreshold, lowerThreshold, tunnel);
    }

    private Tunnel tunnel(Set<AdminOption> given) throws AdminRefusal {
        if (kind == TunnelKind.GUE && !given.contains(TUNNEL_PORT)) {
            throw AdminRefusal.because("You need to supply the 'tun-port' option for the 'gue' tunnel type");
        }
        for (AdminOption option : TUNNEL_OPTIONS) {
            if (option != TUNNEL_TYPE && given.contains(option) && !kind.legal.contains(option)) {
                throw AdminRefusal.because(
                        "Illegal '%s' option with the '%s' tunnel type".formatted(option.title, kind.word));
            }
        }
        List<AdminOption> checksums = CHECKSUMS.stream().filter(given::contains).toList();
        if (checksums.size() > 1) {
            throw AdminRefusal.because("The option '%s' conflicts with the '%s' option in the '%s' tunnel type"
                    .formatted(checksums.get(1).title, checksums.get(0).title, kind.word));
        }
        int checksum = given.contains(TUNNEL_REMOTE_CHECKSUM)
                ? Tunnel.REMOTE_CHECKSUM
                : given.contains(TUNNEL_CHECKSUM) ? Tunnel.CHECKSUM : Tunnel.NO_CHECKSUM;
        return new Tunnel(kind.number, tunnelPort, checksum);
    }
}
