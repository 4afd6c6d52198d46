package io.aloft.lab.kernel;

import java.util.ArrayList;
import java.util.List;

/** The tables and command lines on which ipvsadm and aloft ipvs are compared. */
final class AdminTables {

    /** One of everything that this kernel has; of a service with both families no sync daemon could be started. */
    static final String EVERYTHING = """
        -A -t 10.9.9.9:80 -s wrr
        -a -t 10.9.9.9:80 -r 10.1.1.11:8080 -m -w 3
        -a -t 10.9.9.9:80 -r 10.1.1.12:8080 -m -w 0 -x 100 -y 80
        -a -t 10.9.9.9:80 -r 192.168.1.9:80 -g -w 0
        -a -t 10.9.9.9:80 -r 203.0.113.9:81 -m -w 0
        -A -t 10.9.9.9:443 -s sh -p 120 -M 255.255.255.0 -b sh-fallback,sh-port
        -a -t 10.9.9.9:443 -r 10.1.1.11:443 -g -w 2147483647
        -a -t 10.9.9.9:443 -r 10.1.1.12:443 -i -w 1
        -a -t 10.9.9.9:443 -r 10.1.1.13:443 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
        -a -t 10.9.9.9:443 -r 10.1.1.14:443 -i -w 1 --tun-type gre --tun-nocsum
        -a -t 10.9.9.9:443 -r 10.1.1.15:443 -i -w 1 --tun-type gue --tun-port 6081 --tun-remcsum
        -a -t 10.9.9.9:443 -r 10.1.1.16:443 -i -w 1 --tun-type gre --tun-csum
        -a -t 10.9.9.9:443 -r 10.1.1.17:443 -i -w 1 --tun-type gue --tun-port 6082
        -A -t 10.9.9.9:0 -s rr -p
        -a -t 10.9.9.9:0 -r 10.1.1.11:0 -m
        -A -u 10.9.9.9:53 -s rr -o
        -a -u 10.9.9.9:53 -r 10.1.1.11:5353 -m
        -A -u 10.9.9.9:5061 -s mh -b mh-fallback,mh-port
        -A -u 10.9.9.9:5062 -s wlc -b flag-1,flag-3
        -A -u 10.9.9.9:5063 -s lc -b flag-1,flag-2,flag-3 -p 9 -M 255.255.0.0
        -A --sctp-service 10.9.9.9:132 -s lblcr
        -a --sctp-service 10.9.9.9:132 -r 10.1.1.19 -m
        -A -t [fd00::9]:80 -s lc -p 360 -M 64
        -a -t [fd00::9]:80 -r [fd00::21]:8080 -m
        -a -t [fd00::9]:80 -r [fd00:1111:2222:3333:4444:5555:6666:7777]:8080 -m -w 0
        -A -t [::1]:22 -s fo
        -A -t 127.0.0.1:22 -s ovf
        -A -t 192.168.1.1:80 -s dh
        -A -t 2.9.9.9:80 -s sed
        -A -t 10.9.10.9:80 -s lblc
        -A -t 10.9.10.9:8080 -s nq
        -A -f 5 -s wlc
        -a -f 5 -r 10.1.1.11:80 -g -w 1
        -A -f 5 -6 -s lblc
        -a -f 5 -6 -r [fd00::33]:0 -g
        -A -f 2147483647 -s rr -p 7 -M 255.255.255.0 -o
        -A -f 7 -6 -s sh -p 9 -M 96 -b sh-port
        """;

    /** A small one for what changes it. */
    static final String SMALL = """
        -A -t 10.9.9.9:80 -s rr
        -a -t 10.9.9.9:80 -r 10.1.1.1:80 -m
        -A -f 5 -s rr
        -A -u 10.9.9.9:53 -p 30
        -A -t [fd00::9]:80 -s rr
        """;

    /** Every list, for everything and for one service; and what is saved. */
    static final List<String> LISTS = lists();

    /** What changes the small table, or is refused by the kernel. */
    static final List<String> CHANGES = List.of(
            "-A -t 10.9.9.10 -p",
            "-A -t 10.9.9.10:80 -s mh -b mh-port -p 50 -M 255.255.0.0",
            "-A -u 1.2.3:tftp -o",
            "-A -t localhost:http",
            "-A -f 9 -6 -p -M 64",
            "-A -f 5",
            "-A -t 10.9.9.9:81 -s foo",
            "-A -t 1.1.1.1:1 -s",
            "-E -t 10.9.9.9:80",
            "-E -t 10.9.9.10:80",
            "-D -t 10.9.9.9:80",
            "-D -f 6",
            "-C",
            "-Z",
            "-Z -f 5",
            "-Z -f 9",
            "-a -t 10.9.9.9:80 -r 10.1.1.2:8080",
            "-a -t 10.9.9.9:80 -r 10.1.1.2:8080 -m -w 7 -x 9 -y 3",
            "-a -t 10.9.9.9:80 -r fd00::1 -i --tun-type gue --tun-port 6080 --tun-remcsum",
            "-a -t 10.9.9.9:80 -r 10.1.1.1:80 -m",
            "-a -t 10.9.9.11:80 -r 10.1.1.1:80",
            "-a -t 10.9.9.9:80 -r 224.0.0.1",
            "-a -t 10.9.9.9:80 -r 10.1.1.2 -y 5",
            "-a -r 10.1.1.2 -m -t 10.9.9.9:80",
            "-e -t 10.9.9.9:80 -r 10.1.1.1",
            "-e -t 10.9.9.9:80 -r 10.1.1.9",
            "-d -t 10.9.9.9:80 -r 10.1.1.1",
            "-d -t 10.9.9.9:80 -r 10.1.1.1:81",
            "-d -f 9 -r 10.1.1.1",
            "--stop-daemon master",
            "--start-daemon master --mcast-interface nosuch");

    /** What is refused before the kernel hears of it. */
    static final List<String> MISTAKES = List.of(
            "foo",
            "-n",
            "-t 10.9.9.9:80 -L",
            "--bogus",
            "--",
            "--set",
            "--set=1 2 3",
            "--set 1 2",
            "--set 1 2 3 4",
            "--set 1 2678401 3",
            "--start-daemon",
            "--start-daemon foo",
            "--stop-daemon foo",
            "--start-daemon master --syncid 256",
            "--start-daemon backup --sync-maxlen 0",
            "--start-daemon master --mcast-group 10.0.0.1",
            "--start-daemon master --mcast-group fd00::1",
            "--start-daemon master --mcast-port 0",
            "--start-daemon master --mcast-ttl 256",
            "--stop-daemon master -n",
            "-A",
            "-A -t 10.9.9.10",
            "-A -t 10.9.9.10:80 -o",
            "-A -t 10.9.9.10:80 -p 0",
            "-A -t 10.9.9.10:80 -p abc",
            "-A -t 10.9.9.10:80 -M abc",
            "-A -t [fd00::9]:81 -p -M 129",
            "-A -t [fd00::9]",
            "-A -t 1.2.3.4:nosuch",
            "-A -t 1.2.3.4:65536",
            "-A -t nosuch.invalid:80",
            "-A -f 0",
            "-A -f 4294967296",
            "-A -6 -f 5",
            "-A -t 10.9.9.10:80 -b foo",
            "-A -t 10.9.9.10:80 -s rr -b sh-port",
            "-A -t 10.9.9.10:80 -n",
            "-A -t 10.9.9.10:80 -t 10.9.9.10:80",
            "-A -t 10.9.9.10:80 -f 5",
            "-A -t 10.9.9.10:80 extra",
            "-a",
            "-a -t 10.9.9.9:80",
            "-a -t 10.9.9.9:80 -r 1.2.3.4:",
            "-a -t 10.9.9.9:80 -r fd00::1 -m",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -w -1",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -w 2147483648",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -x abc",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -y -1",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -g -m",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -i --tun-type gue",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -i --tun-type foo",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -i --tun-csum",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 -i --tun-type gre --tun-nocsum --tun-csum",
            "-a -t 10.9.9.9:80 -r 1.2.3.4 --tun-type gre",
            "-d -t 10.9.9.9:80",
            "-d -t 10.9.9.9:80 -r 1.2.3.4 -w 1",
            "-D -t 10.9.9.9:80 -s rr",
            "-C -n",
            "-C extra",
            "-R -n",
            "-S -t 10.9.9.9:80",
            "-S --exact",
            "-Z -n",
            "-L -6",
            "-L -L",
            "-L -Q",
            "-L -t",
            "-L -n -n",
            "-L --numeric=5",
            "-L -t 1.2.3.4:80",
            "-L -f 77",
            "-L -c -t 10.9.9.9:80",
            "-L -c --timeout",
            "-L --daemon --timeout",
            "-L --timeout --stats",
            "-L -c --rate --stats");

    private AdminTables() {}

    private static List<String> lists() {
        List<String> lists = new ArrayList<>();
        for (String numbers : new String[] {"", " -n"}) {
            for (String columns : new String[] {
                "", " --stats", " --rate", " --stats --exact", " --thresholds", " --persistent-conn", " --tun-info"
            }) {
                lists.add("-L" + numbers + columns);
                lists.add("-L -t 10.9.9.9:443" + numbers + columns);
            }
            lists.add("-L -c" + numbers);
            lists.add("-L -c --persistent-conn" + numbers);
            lists.add("-L -f 5 -6" + numbers);
            lists.add("-L -t [fd00::9]:80 --nosort" + numbers);
            lists.add("-L --nosort" + numbers);
            lists.add("-S" + numbers);
        }
        lists.addAll(List.of("", "-L --timeout", "-L --daemon", "-l --sort --stats --rate", "-Lnc"));
        return List.copyOf(lists);
    }
}
