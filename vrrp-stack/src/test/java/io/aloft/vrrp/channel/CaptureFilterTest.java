package io.aloft.vrrp.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Needs libpcap, which itself says what a filter lets through; nothing is captured. */
@Tag("lab")
class CaptureFilterTest {

    private static boolean passes(String filter, byte[] frame) throws Exception {
        PcapHandle handle = Pcaps.openDead(DataLinkType.EN10MB, 65_535);
        try {
            BpfProgram program = handle.compileFilter(filter, BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
            try {
                return program.applyFilter(frame, frame.length, frame.length);
            } finally {
                program.free();
            }
        } finally {
            handle.close();
        }
    }

    private static boolean passes(byte[] packet) throws Exception {
        return passes(CaptureFilter.of(List.of(7, 51)), Packets.frame(packet));
    }

    @Test
    void everyFormOfAWantedRouterPasses() throws Exception {
        assertThat(passes(Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1))).isTrue();
        assertThat(passes(Packets.ipv4("10.9.0.2", "239.1.2.3", 7, 1))).isTrue();
        assertThat(passes(Packets.ah("10.9.0.2", "224.0.0.18", 51, 1))).isTrue();
        assertThat(passes(Packets.ipv6("fe80::2", "ff02::12", 7, 1))).isTrue();
    }

    @Test
    void otherRoutersAndUnicastDoNotPass() throws Exception {
        assertThat(passes(Packets.ipv4("10.9.0.2", "224.0.0.18", 52, 1))).isFalse();
        assertThat(passes(Packets.ah("10.9.0.2", "224.0.0.18", 52, 1))).isFalse();
        assertThat(passes(Packets.ipv6("fe80::2", "ff02::12", 52, 1))).isFalse();
        assertThat(passes(Packets.ipv4("10.9.0.2", "10.9.0.1", 51, 1))).isFalse();
        assertThat(passes(Packets.ah("10.9.0.2", "10.9.0.1", 51, 1))).isFalse();
        assertThat(passes(Packets.ipv6("fe80::2", "fe80::1", 51, 1))).isFalse();
    }

    @Test
    void routerIsFoundBehindIpOptions() throws Exception {
        byte[] plain = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1);
        byte[] withRouterAlert = new byte[plain.length + 4];
        System.arraycopy(plain, 0, withRouterAlert, 0, 20);
        withRouterAlert[0] = 0x46;
        withRouterAlert[20] = (byte) 0x94;
        withRouterAlert[21] = 4;
        System.arraycopy(plain, 20, withRouterAlert, 24, plain.length - 20);
        assertThat(passes(withRouterAlert)).isTrue();
    }

    @Test
    void laterFragmentDoesNotPass() throws Exception {
        byte[] fragment = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1);
        fragment[7] = 1;
        assertThat(passes(fragment)).isFalse();
    }

    @Test
    void allRoutersTogetherAreWanted() throws Exception {
        List<Integer> all = IntStream.rangeClosed(1, 255).boxed().toList();
        for (int vrid : List.of(1, 128, 255)) {
            byte[] frame = Packets.frame(Packets.ipv6("fe80::2", "ff02::12", vrid, 1));
            assertThat(passes(CaptureFilter.of(all), frame)).as("VRID %d", vrid).isTrue();
        }
    }

    @Test
    void channelThatOnlySendsHearsNothing() throws Exception {
        assertThat(passes(CaptureFilter.NOTHING, Packets.frame(Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1))))
                .isFalse();
    }
}
