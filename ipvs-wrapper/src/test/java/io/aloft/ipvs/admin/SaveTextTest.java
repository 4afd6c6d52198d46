package io.aloft.ipvs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsListing;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaveTextTest {

    private static String saved(List<IpvsListing.Service> services, boolean numeric) {
        return SaveText.of(TableOrder.sorted(services), numeric, new KnownNames());
    }

    @Test
    void theTableIsSaved() throws AdminRefusal {
        assertThat(saved(WrittenTable.of(WrittenTable.EVERYTHING), true)).isEqualTo("""
            -A -t 10.9.9.9:80 -s wrr
            -a -t 10.9.9.9:80 -r 10.1.1.11:80 -m -w 3
            -a -t 10.9.9.9:80 -r 10.1.1.12:8080 -m -w 0
            -a -t 10.9.9.9:80 -r 10.9.9.9:80 -g -w 2147483647
            -A -t 10.9.9.9:443 -s sh -p 120 -M 255.255.255.0 -b sh-fallback,sh-port
            -a -t 10.9.9.9:443 -r [fd00::77]:443 -i -w 1 --tun-type ipip
            -a -t 10.9.9.9:443 -r 10.1.1.11:443 -g -w 1
            -a -t 10.9.9.9:443 -r 10.1.1.12:443 -i -w 1 --tun-type ipip
            -a -t 10.9.9.9:443 -r 10.1.1.13:443 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
            -a -t 10.9.9.9:443 -r 10.1.1.14:443 -i -w 1 --tun-type gre --tun-nocsum
            -a -t 10.9.9.9:443 -r 10.1.1.15:443 -i -w 1 --tun-type gue --tun-port 6081 --tun-remcsum
            -A -u 10.9.9.9:53 -s rr -o
            -A -u 10.9.9.9:5060 -s rr -p 60 --pe sip
            -A -u 10.9.9.9:5062 -s wlc -b flag-1,flag-3
            -A --sctp-service 10.9.9.9:132 -s lblcr
            -A -t [fd00::9]:80 -s lc -p 360 -M 64
            -a -t [fd00::9]:80 -r [fd00::21]:8080 -m -w 1
            -A -f 5 -s wlc
            -a -f 5 -r 10.1.1.11:80 -g -w 1
            -A -f 5 -6 -s lblc
            """);
    }

    @Test
    void whatIsSavedCanBeRestoredWithAndWithoutNames() throws AdminRefusal {
        String table = WrittenTable.EVERYTHING.replace(" -x 100 -y 80", "")
                + "-A -f 4294967295 -s sh -b flag-3\n-a -t [fd00::9]:80 -r 10.1.1.12:81 -i\n";
        List<IpvsListing.Service> services = TableOrder.sorted(WrittenTable.of(table));
        for (boolean numeric : new boolean[] {true, false}) {
            assertThat(TableOrder.sorted(WrittenTable.of(saved(services, numeric))))
                    .as("numeric %s", numeric)
                    .isEqualTo(services);
        }
        assertThat(saved(services, false)).contains(KnownNames.LONG_NAME, ":http ", "-A -f 4294967295");
    }
}
