package io.aloft.ipvs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTextTest {

    private static final String FROM_KERNEL = """
        Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData
        TCP 0A090909 0000 0A090909 0050 0A01010B 1F90 ASSURED         499
        TCP fd00:0000:0000:0000:0000:0000:0000:0009 C30E fd00:0000:0000:0000:0000:0000:0000:0009 0050 fd00:0000:0000:0000:0000:0000:0000:0021 1F90 ESTABLISHED     899
        UDP 0A090909 9D31 0A090909 0035 0A01010B 14E9 UDP             300
        UDP 0A090909 0000 0A090909 13C4 0A01010B 13C4 UDP              59 sip abcdefgh@host
        """;

    private static String text(boolean numeric, boolean persistenceData) {
        var text = new ConnectionText(numeric, persistenceData, new KnownNames());
        return text.head()
                + FROM_KERNEL.lines().map(line -> text.line(line).orElse("")).collect(Collectors.joining());
    }

    @Test
    void connectionsAreListedInTheKernelsOrder() {
        assertThat(text(true, false)).isEqualTo("""
            IPVS connection entries
            pro expire state       source             virtual            destination
            TCP 08:19  ASSURED     10.9.9.9:0         10.9.9.9:80        10.1.1.11:8080
            TCP 14:59  ESTABLISHED [fd00::9]:49934    [fd00::9]:80       [fd00::21]:8080
            UDP 05:00  UDP         10.9.9.9:40241     10.9.9.9:53        10.1.1.11:5353
            UDP 00:59  UDP         10.9.9.9:0         10.9.9.9:5060      10.1.1.11:5060
            """);
    }

    @Test
    void whatAnEngineKnowsStandsBehind() {
        assertThat(text(true, true)).startsWith("""
            IPVS connection entries
            pro expire state       source             virtual            destination        pe name          pe_data
            TCP 08:19  ASSURED     10.9.9.9:0         10.9.9.9:80        10.1.1.11:8080
            """).endsWith("""
                UDP 00:59  UDP         10.9.9.9:0         10.9.9.9:5060      10.1.1.11:5060     sip              abcdefgh@host
                """);
    }

    @Test
    void namesAreCut() {
        assertThat(text(false, false))
                .contains("10.9.9.9:http      web-1.example.org:8080\n")
                .contains("[six.example.org]:http [6.a-very-long-name-indeed-it-is.of-a-server.in-a-domain.ex\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "TCP", "TCP 0A090909 0000 0A090909 0050 0A01010B 1F90 ASSURED x", "TCP 0A09090 0 1 1 1 1 A 1"
            })
    void whatIsNoConnectionIsLeftOut(String line) {
        assertThat(new ConnectionText(true, true, new KnownNames()).line(line)).isEmpty();
    }
}
