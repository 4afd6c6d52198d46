package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import java.util.Comparator;
import java.util.List;

/** ipvsadm's short texts. */
public final class AdminTexts {

    private AdminTexts() {}

    /** {@code -v}: begins as ipvsadm's line does, for scripts that look at its version. */
    public static String version(String ofAloft) {
        return "ipvsadm v1.31 2019/12/24 (options and texts, by Aloft " + ofAloft + ")\n";
    }

    /**
     * There is no way to the kernel's table.
     *
     * @param forbidden there is one, but not for this user
     */
    public static String noIpvs(boolean forbidden) {
        return "Can't initialize ipvs: "
                + (forbidden ? "Permission denied (you must be root)" : "Protocol not available")
                + "\nAre you sure that IP Virtual Server is built in the kernel or as module?\n";
    }

    /** {@code -L --timeout}. */
    public static String timeouts(IpvsTimeouts timeouts) {
        return "Timeout (tcp tcpfin udp): " + timeouts.tcp() + " " + timeouts.tcpFin() + " " + timeouts.udp() + "\n";
    }

    /** {@code -L --daemon}: a line for each, the master's first. */
    public static String daemons(List<IpvsSyncDaemon> daemons) {
        var text = new StringBuilder();
        daemons.stream()
                .sorted(Comparator.comparing(IpvsSyncDaemon::role))
                .forEach(daemon ->
                        text.append("%s sync daemon (mcast=%s, syncid=%d, maxlen=%d, group=%s, port=%d, ttl=%d)\n"
                                .formatted(
                                        daemon.role(),
                                        daemon.interfaceName(),
                                        daemon.syncId(),
                                        daemon.maxLength(),
                                        daemon.group(),
                                        daemon.port(),
                                        daemon.ttl())));
        return text.toString();
    }

    /** {@code -h} of {@code program}, in ipvsadm's order. */
    public static String help(String program, String ofAloft) {
        return version(ofAloft) + USAGE.replace("PROGRAM", program) + OPTIONS;
    }

    private static final String USAGE = """
        Usage:
          PROGRAM -A|E SERVICE [-s scheduler] [-p [seconds]] [-M netmask] [--pe engine] [-b flags] [-o]
          PROGRAM -D SERVICE
          PROGRAM -C
          PROGRAM -R
          PROGRAM -S [-n]
          PROGRAM -a|e SERVICE -r SERVER [-g|i|m] [-w weight] [-x limit] [-y limit] [tunnel options]
          PROGRAM -d SERVICE -r SERVER
          PROGRAM -L|l [SERVICE] [list options]
          PROGRAM -Z [SERVICE]
          PROGRAM --set tcp tcpfin udp
          PROGRAM --start-daemon master|backup [daemon options]
          PROGRAM --stop-daemon master|backup
          PROGRAM -h

        Commands, of which exactly one comes first (none lists the table):
          --add-service     -A        add a service
          --edit-service    -E        change a service; what is not given gets its default
          --delete-service  -D        delete a service and its servers
          --clear           -C        delete every service
          --restore         -R        carry out the commands that standard input holds, one a line
          --save            -S        print the commands that make this table
          --add-server      -a        add a server to a service
          --edit-server     -e        change a server; what is not given gets its default
          --delete-server   -d        delete a server from a service
          --list            -L|-l     list the table, or one service
          --zero            -Z        let the counters of all services or of one begin from zero
          --set tcp tcpfin udp        seconds after which idle connections are forgotten; 0 changes nothing
          --start-daemon              tell other directors about connections (master), or hear from them (backup)
          --stop-daemon               stop that
          --help            -h        print this
          --version         -v        print the version

        """;

    private static final String OPTIONS = """
        SERVICE:
          --tcp-service|-t    host[:port]     or [IPv6 address]:port
          --udp-service|-u    host[:port]
          --sctp-service      host[:port]
          --fwmark-service|-f mark            packets with this firewall mark, 1 to 4294967295

        Options:
          --ipv6         -6                   behind -f: the mark is for IPv6
          --scheduler    -s scheduler         how servers are chosen; wlc without it
          --pe            engine              persistence engine, such as sip
          --persistent   -p [seconds]         a client stays with its server; 360 without a number
          --netmask      -M netmask           clients of one network are one client; IPv6: prefix length
          --real-server  -r host[:port]       the SERVER
          --gatewaying   -g                   direct routing (what happens without -g, -i, -m)
          --ipip         -i                   tunnel
          --masquerading -m                   address translation (NAT)
          --tun-type      type                ipip (what happens without it), gue or gre
          --tun-port      port                UDP port of gue
          --tun-nocsum                        tunnel without checksum
          --tun-csum                          tunnel with checksum
          --tun-remcsum                       tunnel with remote checksum
          --weight       -w weight            0 to 2147483647; 1 without it; 0 gets no new connections
          --u-threshold  -x connections       above so many no new ones
          --l-threshold  -y connections       below so many new ones again
          --connection   -c                   list connections
          --timeout                           list the timeouts
          --daemon                            list the sync daemons
          --stats                             list what was counted
          --rate                              list what is counted each second
          --exact                             numbers in full, not in K, M and G
          --thresholds                        list the limits of connections
          --persistent-conn                   list connections that hold a client; with -c what engines know
          --tun-info                          list the tunnels
          --nosort                            list in the kernel's order
          --sort                              list in order, which happens anyway
          --ops          -o                   each packet of UDP is scheduled by itself
          --numeric      -n                   addresses and ports as numbers
          --sched-flags  -b flags             flag-1, flag-2, flag-3, sh-fallback, sh-port, mh-fallback, mh-port
          --json                              list everything as JSON (not in ipvsadm)

        Daemon options:
          --syncid        id                  0 to 255; 0 without it
          --sync-maxlen   bytes               length of a message
          --mcast-interface name              where messages go out or come in; eth0 without it
          --mcast-group   address             224.0.0.81 without it
          --mcast-port    port                8848 without it
          --mcast-ttl     ttl                 1 without it
        """;
}
