package io.aloft.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client on a real kernel, with ipvsadm as witness: {@link IpvsProbe} is the program in there. */
@Tag("kernel")
class IpvsClientKernelTest {
    /** What was asked of the kernel, and what it said. */
    private static final String ANSWERS = """
        add service: done
        add service again: EEXIST, Service already exists
        unknown scheduler: ENOENT, Scheduler or persistence engine not found
        set unknown scheduler: ENOENT, Scheduler or persistence engine not found
        scheduler still: rr
        empty scheduler: ENOENT, Scheduler or persistence engine not found
        long scheduler: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        unknown engine: ENOENT, Scheduler or persistence engine not found
        prefix length 0: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        prefix length 129: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        set missing service: ESRCH, No such service
        delete missing service: ESRCH, No such service
        zero missing service: ESRCH, No such service
        get missing service: absent
        protocol 77: done
        port 0 without persistence: done
        address 0.0.0.0: done
        multicast address: done
        mark 0: done
        one packet on TCP: done
        unknown flags and the kernel's own: done
        scheduler none: done
        add destination: done
        add destination again: EEXIST, Destination already exists
        set missing destination: ENOENT, No such destination
        delete missing destination: ENOENT, No such destination
        add destination to missing service: ESRCH, Service not defined
        set destination of missing service: ESRCH, Service not defined
        delete destination of missing service: ESRCH, Service not defined
        multicast destination: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        destination of the other family: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        direct route to another port: done
        GUE without port: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        unknown tunnel: done
        negative weight: ERANGE, Numerical result out of range
        lower threshold above the upper one: ERANGE, Numerical result out of range
        stop daemon that does not run: ESRCH, No daemon is running
        daemon on unknown interface: ENODEV, No such device
        start daemon: done
        start daemon again: EEXIST, Daemon has already run
        tunnel to the other family beside a daemon: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        stop daemon: done
        daemons: []
        tunnel to the other family: done
        daemon beside a tunnel to the other family: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        daemons in the end: []
        negative timeout: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        timeout that overflows: EINVAL, Invalid operation.  Possibly wrong module version, address not unicast, ...
        timeouts of 0: done
        timeouts after that: as before
        timeouts: done
        timeouts read back: IpvsTimeouts[tcp=500, tcpFin=120, udp=301]
        zero all: done
        flush: done
        flush again: done
        address family 3: EINVAL
        service without attributes: EINVAL
        no service at all: EINVAL
        daemon of role 3: EINVAL
        daemon without interface: EINVAL
        stop of role 0: EINVAL
        one destination instead of all: EOPNOTSUPP
        unknown command: EOPNOTSUPP\
        """;

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final WorkDirectory RESULTS = new WorkDirectory("ipvs");

    @BeforeAll
    static void probeTheKernel() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Checkout.file("packaging/launcher/jvm.options"),
                "-cp",
                System.getProperty("java.class.path"),
                IpvsProbe.class.getName(),
                RESULTS.path().toString());
        KernelRunner.Outcome outcome = KernelRunner.run(command, RESULTS.path(), LIMIT, line -> {});
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @AfterAll
    static void removeResults() {
        RESULTS.close();
    }

    /** ipvsadm takes the largest mark for −1; the kernel does not. */
    @Test
    void ipvsadmListsWhatWasProgrammed() throws IOException {
        assertThat(seen(IpvsProbe.View.LISTED)).isEqualTo("""
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
            FWM  -1 rr
            TCP  10.9.9.9:0 rr persistent 360
            TCP  10.9.9.9:80 wrr
              -> 10.1.1.11:80                 Masq    3      0          0
              -> 10.1.1.12:8080               Masq    1      0          0
              -> 10.1.1.13:80                 Route   2147483647 0          0
            TCP  10.9.9.9:443 sh (sh-fallback,sh-port) persistent 120 mask 255.255.255.0
              -> 10.1.1.11:443                Route   1      0          0
              -> 10.1.1.12:443                Tunnel  1      0          0
              -> 10.1.1.13:443                Tunnel  1      0          0
              -> 10.1.1.14:443                Tunnel  1      0          0
              -> 10.1.1.15:443                Tunnel  1      0          0
              -> 10.1.1.16:443                Tunnel  1      0          0
            UDP  10.9.9.9:53 rr ops
              -> 10.1.1.11:53                 Masq    0      0          0
            UDP  10.9.9.9:5060 rr persistent 60 pe sip
            UDP  10.9.9.9:5061 mh (mh-fallback,mh-port)
            UDP  10.9.9.9:5062 wlc (flag-1,flag-3)
            SCTP 10.9.9.9:132 wlc
            TCP  [fd00::9]:80 lc persistent 360 mask 64
              -> [fd00::21]:8080              Masq    1      0          0
              -> 10.1.1.11:80                 Tunnel  1      0          0
            FWM  5 wlc
              -> 10.1.1.11:0                  Route   1      0          0
            FWM  5 IPv6 lblc\
            """);
    }

    @Test
    void ipvsadmSavesWhatWasProgrammed() throws IOException {
        assertThat(seen(IpvsProbe.View.SAVED)).isEqualTo("""
            -A -f -1 -s rr
            -A -t 10.9.9.9:0 -s rr -p 360
            -A -t 10.9.9.9:80 -s wrr
            -a -t 10.9.9.9:80 -r 10.1.1.11:80 -m -w 3
            -a -t 10.9.9.9:80 -r 10.1.1.12:8080 -m -w 1
            -a -t 10.9.9.9:80 -r 10.1.1.13:80 -g -w 2147483647
            -A -t 10.9.9.9:443 -s sh -p 120 -M 255.255.255.0 -b sh-fallback,sh-port
            -a -t 10.9.9.9:443 -r 10.1.1.11:443 -g -w 1
            -a -t 10.9.9.9:443 -r 10.1.1.12:443 -i -w 1 --tun-type ipip
            -a -t 10.9.9.9:443 -r 10.1.1.13:443 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
            -a -t 10.9.9.9:443 -r 10.1.1.14:443 -i -w 1 --tun-type gre --tun-nocsum
            -a -t 10.9.9.9:443 -r 10.1.1.15:443 -i -w 1 --tun-type gue --tun-port 6081 --tun-remcsum
            -a -t 10.9.9.9:443 -r 10.1.1.16:443 -i -w 1 --tun-type gre --tun-csum
            -A -u 10.9.9.9:53 -s rr -o
            -a -u 10.9.9.9:53 -r 10.1.1.11:53 -m -w 0
            -A -u 10.9.9.9:5060 -s rr -p 60 --pe sip
            -A -u 10.9.9.9:5061 -s mh -b mh-fallback,mh-port
            -A -u 10.9.9.9:5062 -s wlc -b flag-1,flag-3
            -A --sctp-service 10.9.9.9:132 -s wlc
            -A -t [fd00::9]:80 -s lc -p 360 -M 64
            -a -t [fd00::9]:80 -r [fd00::21]:8080 -m -w 1
            -a -t [fd00::9]:80 -r 10.1.1.11:80 -i -w 1 --tun-type ipip
            -A -f 5 -s wlc
            -a -f 5 -r 10.1.1.11:0 -g -w 1
            -A -f 5 -6 -s lblc\
            """);
    }

    @Test
    void ipvsadmListsThresholdsTunnelsAndSyncDaemons() throws IOException {
        assertThat(seen(IpvsProbe.View.THRESHOLDS)).contains("10.1.1.12:8080               100        80 ");
        assertThat(seen(IpvsProbe.View.TUNNELS))
                .contains(
                        "10.1.1.11:443                Route   n/a ",
                        "10.1.1.12:443                Tunnel  ipip ",
                        "10.1.1.13:443                Tunnel  gue:6080:+c ",
                        "10.1.1.14:443                Tunnel  gre:-c ",
                        "10.1.1.15:443                Tunnel  gue:6081:r+c ",
                        "10.1.1.16:443                Tunnel  gre:+c ");
        assertThat(seen(IpvsProbe.View.DAEMONS)).isEqualTo("""
            master sync daemon (mcast=va, syncid=5, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)
            backup sync daemon (mcast=va, syncid=6, maxlen=1400, group=224.0.0.99, port=9000, ttl=3)\
            """);
    }

    @Test
    void kernelAnswersEveryProvocationAsItIsKnownTo() throws IOException {
        assertThat(seen(IpvsProbe.View.ANSWERS)).isEqualTo(ANSWERS);
    }

    /** Without blanks at the ends of lines. */
    private static String seen(IpvsProbe.View view) throws IOException {
        return Files.readString(view.in(RESULTS.path()))
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }
}
