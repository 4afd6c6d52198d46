package io.aloft.ipvs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsListing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each order is one that ipvsadm 1.31 was seen to make, its circles included. */
class TableOrderTest {

    @Test
    void addressesGoRoundInACircle() throws AdminRefusal {
        // The first line is the kernel's order.
        assertThat(destinations("140.0.0.1 255.1.1.1 0.0.0.1 9.0.0.1 200.0.0.1 130.0.0.1 10.0.0.1 128.0.0.1 127.0.0.1"))
                .isEqualTo("140.0.0.1 255.1.1.1 0.0.0.1 9.0.0.1 10.0.0.1 127.0.0.1 128.0.0.1 130.0.0.1 200.0.0.1");
    }

    @Test
    void bothFamiliesAreSortedTogether() throws AdminRefusal {
        assertThat(destinations("fd00:0:0:1::1 fd00:0:1::1 7fff::1 8000::1 1::1 1::5 fd00::2 fd00::3 fd00::1 fd00::5"
                        + " 140.0.0.1 255.1.1.1 0.0.0.1 9.0.0.1 200.0.0.1 130.0.0.1 10.0.0.1 128.0.0.1 127.0.0.1"))
                .isEqualTo("7fff::1 8000::1 140.0.0.1 fd00::1 fd00::2 fd00::3 fd00::5 fd00:0:0:1::1 fd00:0:1::1"
                        + " 255.1.1.1 0.0.0.1 1::1 1::5 9.0.0.1 10.0.0.1 127.0.0.1 128.0.0.1 130.0.0.1 200.0.0.1");
    }

    private static String destinations(String kernelOrder) throws AdminRefusal {
        List<String> addresses = Arrays.asList(kernelOrder.split(" ", -1));
        String lines = "-A -t 10.9.9.9:443\n"
                + addresses.reversed().stream()
                        .map(address -> "-a -t 10.9.9.9:443 -i -r " + address + "\n")
                        .collect(Collectors.joining());
        return TableOrder.sorted(WrittenTable.of(lines)).getFirst().destinations().stream()
                .map(listed -> listed.destination().endpoint().address().toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void servicesAreSortedByMarkFamilyProtocolAddressAndPort() throws AdminRefusal {
        List<IpvsListing.Service> services = WrittenTable.of("""
            -A -f 10 -6
            -A -f 10
            -A -f 9
            -A -t [1::1]:1
            -A -u 1.1.1.1:1
            -A -t 192.168.0.1:80
            -A -t 10.9.9.9:443
            -A -t 10.9.9.9:80
            -A --sctp-service 1.1.1.1:1
            """);
        assertThat(TableOrder.sorted(services).stream()
                        .map(listed -> listed.service().key().toString()))
                .containsExactly(
                        "192.168.0.1:tcp:80",
                        "10.9.9.9:tcp:80",
                        "10.9.9.9:tcp:443",
                        "1.1.1.1:udp:1",
                        "1.1.1.1:sctp:1",
                        "[1::1]:tcp:1",
                        "Fwm 9",
                        "Fwm 10",
                        "Fwm 10 inet6");
    }
}
