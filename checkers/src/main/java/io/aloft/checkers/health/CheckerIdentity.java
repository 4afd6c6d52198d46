package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.UrlSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which checker of a new configuration is which of the old one: those that ask the same question. How often they ask,
 * and how many failures they tolerate, does not matter.
 */
public final class CheckerIdentity {

    private CheckerIdentity() {}

    /** Two checkers are the same when these are equal. */
    public static Object of(CheckerSpec spec) {
        return switch (spec) {
            case CheckerSpec.Web web ->
                new Web(web.connect(), web.urls().stream().map(Url::of).toList());
            case CheckerSpec.TcpCheck tcp -> new Plain(tcp.keyword(), tcp.connect());
            case CheckerSpec.PingCheck ping -> new Plain(ping.keyword(), ping.connect());
            case CheckerSpec.UdpCheck udp -> new Plain(udp.keyword(), udp.connect());
            case CheckerSpec.SmtpCheck smtp -> List.of(smtp.connect(), smtp.heloName());
            case CheckerSpec.DnsCheck dns -> List.of(dns.connect(), dns.type(), dns.name());
            case CheckerSpec.MiscCheck misc -> List.of(misc.command(), misc.dynamic());
            case CheckerSpec.FileCheck file -> List.of(file.keyword(), file.trackFile());
            case CheckerSpec.BfdCheck bfd -> List.of(bfd.keyword(), bfd.instance());
        };
    }

    /**
     * For each new checker the index of the old one that it is, or -1; the first one that is left where several are the
     * same.
     */
    public static List<Integer> match(List<CheckerSpec> before, List<CheckerSpec> after) {
        List<@Nullable Object> left = new ArrayList<>();
        for (CheckerSpec spec : before) {
            left.add(of(spec));
        }
        var matches = new ArrayList<Integer>();
        for (CheckerSpec spec : after) {
            int index = left.indexOf(of(spec));
            if (index >= 0) {
                left.set(index, null);
            }
            matches.add(index);
        }
        return matches;
    }

    static IllegalArgumentException differs(CheckerSpec before, CheckerSpec after) {
        return new IllegalArgumentException(after.keyword() + " does not continue " + before.keyword());
    }

    private record Plain(String keyword, ConnectSpec connect) {}

    /** HTTP_GET and SSL_GET count as one kind. */
    private record Web(ConnectSpec connect, List<Url> urls) {}

    private record Url(
            String path,
            Set<UrlSpec.StatusRange> statusCodes,
            @Nullable String digest,
            @Nullable RegexSpec regex,
            @Nullable String host,
            @Nullable String serverName) {
        static Url of(UrlSpec url) {
            return new Url(
                    url.path(), Set.copyOf(url.statusCodes()), url.digest(), url.regex(), url.host(), url.serverName());
        }
    }
}
