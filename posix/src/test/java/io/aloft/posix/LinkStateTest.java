package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LinkStateTest {

    @Test
    void loopbackHasALink() throws Exception {
        assertThat(LinkState.poll("lo", LinkState.Method.FLAGS)).isTrue();
        assertThat(LinkState.poll("lo", LinkState.Method.ETHTOOL)).isTrue();
    }

    @Test
    void methodThatTheDriverLacksIsToldByItsNumber() {
        assertThatThrownBy(() -> LinkState.poll("lo", LinkState.Method.MII))
                .hasMessage("poll link of lo: Operation not supported (95)");
    }

    @Test
    void missingInterfaceIsTold() {
        assertThatThrownBy(() -> LinkState.poll("aloft-none", LinkState.Method.ETHTOOL))
                .hasMessage("poll link of aloft-none: No such device (19)");
    }
}
