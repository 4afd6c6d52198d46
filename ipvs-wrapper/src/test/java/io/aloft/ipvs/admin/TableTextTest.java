package io.aloft.ipvs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.admin.ListFormat.Columns;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected texts are what ipvsadm 1.31 printed for the same table. */
class TableTextTest {

    private static String listed(String lines, Columns columns, boolean numeric) throws AdminRefusal {
        return TableText.of(
                TableOrder.sorted(WrittenTable.of(lines)),
                new ListFormat(columns, numeric, false, true),
                new KnownNames());
    }

    @Test
    void theTableIsListed() throws AdminRefusal {
        assertThat(listed(WrittenTable.EVERYTHING, Columns.TABLE, true)).isEqualTo("""
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
            TCP  10.9.9.9:80 wrr
              -> 10.1.1.11:80                 Masq    3      0          0        \s
              -> 10.1.1.12:8080               Masq    0      0          0        \s
              -> 10.9.9.9:80                  Route   2147483647 0          0        \s
            TCP  10.9.9.9:443 sh (sh-fallback,sh-port) persistent 120 mask 255.255.255.0
              -> [fd00::77]:443               Tunnel  1      0          0        \s
              -> 10.1.1.11:443                Route   1      0          0        \s
              -> 10.1.1.12:443                Tunnel  1      0          0        \s
              -> 10.1.1.13:443                Tunnel  1      0          0        \s
              -> 10.1.1.14:443                Tunnel  1      0          0        \s
              -> 10.1.1.15:443                Tunnel  1      0          0        \s
            UDP  10.9.9.9:53 rr ops
            UDP  10.9.9.9:5060 rr persistent 60 pe sip
            UDP  10.9.9.9:5062 wlc (flag-1,flag-3)
            SCTP 10.9.9.9:132 lblcr
            TCP  [fd00::9]:80 lc persistent 360 mask 64
              -> [fd00::21]:8080              Masq    1      0          0        \s
            FWM  5 wlc
              -> 10.1.1.11:80                 Route   1      0          0        \s
            FWM  5 IPv6 lblc
            """);
    }

    @Test
    void tunnelsHaveAColumn() throws AdminRefusal {
        assertThat(listed(WrittenTable.EVERYTHING, Columns.TUNNEL, true)).contains("""
              -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn
            """, """
              -> 10.1.1.11:443                Route   n/a           1      0          0        \s
              -> 10.1.1.12:443                Tunnel  ipip          1      0          0        \s
              -> 10.1.1.13:443                Tunnel  gue:6080:+c   1      0          0        \s
              -> 10.1.1.14:443                Tunnel  gre:-c        1      0          0        \s
              -> 10.1.1.15:443                Tunnel  gue:6081:r+c  1      0          0        \s
            """);
    }

    @Test
    void thresholdsAndPersistentConnectionsHaveColumns() throws AdminRefusal {
        assertThat(listed(WrittenTable.EVERYTHING, Columns.THRESHOLDS, true)).contains("""
            Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn\s
              -> RemoteAddress:Port
            TCP  10.9.9.9:80 wrr
              -> 10.1.1.11:80                 0          0          0          0        \s
              -> 10.1.1.12:8080               100        80         0          0        \s
            """);
        assertThat(listed(WrittenTable.EVERYTHING, Columns.PERSISTENT, true)).contains("""
            Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn\s
              -> RemoteAddress:Port
            TCP  10.9.9.9:80 wrr
              -> 10.1.1.11:80                 3         0           0          0        \s
              -> 10.1.1.12:8080               0         0           0          0        \s
              -> 10.9.9.9:80                  2147483647 0           0          0        \s
            """);
    }

    @Test
    void withoutNumbersThereAreNamesCutToTheColumn() throws AdminRefusal {
        assertThat(listed(WrittenTable.EVERYTHING, Columns.TABLE, false)).contains("""
            TCP  10.9.9.9:http wrr
              -> web-1.example.org:http       Masq    3      0          0        \s
              -> a-very-long-name-indeed-it-i Masq    0      0          0        \s
            """, """
            UDP  10.9.9.9:domain rr ops
            """, """
            TCP  [six.example.org]:http lc persistent 360 mask 64
              -> [6.a-very-long-name-indeed-it-is.of-a-server.in-a-domain.ex Masq    1      0          0        \s
            FWM  5 wlc
              -> web-1.example.org:80         Route   1      0          0        \s
            """);
    }

    @Test
    void trafficHasFiveColumns() throws AdminRefusal {
        var service = new IpvsService(
                new ServiceKey.ByAddress(17, new Endpoint(IpAddress.of("10.9.9.9"), 99)),
                new IpvsService.Attributes("rr", 0, 0, -1));
        var destination = new IpvsDestination(
                new Endpoint(IpAddress.of("127.0.0.1"), 99), new IpvsDestination.Attributes(0, 1, 0, 0));
        var all = new IpvsTraffic(
                new IpvsTraffic.Count(2, 160001, 0, 10468545428L, 0), new IpvsTraffic.Count(0, 7752, 0, 507177609, 0));
        var part = new IpvsTraffic(
                new IpvsTraffic.Count(1, 1601, 0, 104750228, 99999999), new IpvsTraffic.Count(0, 1107, 0, 72456078, 0));
        var services = List.of(new IpvsListing.Service(
                service, all, List.of(new IpvsListing.Destination(destination, part, IpvsListing.Connections.NONE))));
        assertThat(TableText.of(services, new ListFormat(Columns.STATS, true, false, true), new KnownNames()))
                .isEqualTo("""
                    Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
                      -> RemoteAddress:Port
                    UDP  10.9.9.9:99                         2   160001        0   10468M        0
                      -> 127.0.0.1:99                        1     1601        0  104750K 99999999
                    """);
        assertThat(TableText.of(services, new ListFormat(Columns.RATE, true, false, true), new KnownNames()))
                .isEqualTo("""
                    Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS
                      -> RemoteAddress:Port
                    UDP  10.9.9.9:99                         0     7752        0  507177K        0
                      -> 127.0.0.1:99                        0     1107        0 72456078        0
                    """);
        assertThat(TableText.of(services, new ListFormat(Columns.STATS, true, true, true), new KnownNames()))
                .contains("UDP  10.9.9.9:99                         2   160001        0 10468545428        0\n");
    }

    @Test
    void marksHaveNoSign() throws AdminRefusal {
        assertThat(listed("-A -f 4294967295\n", Columns.TABLE, true)).endsWith("FWM  4294967295 wlc\n");
        assertThat(new ServiceKey.ByMark(AddressFamily.INET, -1)).hasToString("Fwm 4294967295");
    }
}
