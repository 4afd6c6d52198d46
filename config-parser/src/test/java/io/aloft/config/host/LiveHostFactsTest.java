package io.aloft.config.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;

class LiveHostFactsTest {
    @Test
    void theMtuOfAnInterfaceIsReadWhole() throws Exception {
        NetworkInterface loopback = NetworkInterface.networkInterfaces()
                .filter(found -> found.getName().equals("lo"))
                .findFirst()
                .orElseThrow();
        assertThat(new LiveHostFacts().link("lo").mtu()).isIn(null, loopback.getMTU());
    }
}
