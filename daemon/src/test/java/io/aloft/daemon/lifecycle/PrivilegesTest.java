package io.aloft.daemon.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivilegesTest {

    @Test
    void rootLacksNothing() {
        assertThat(Privileges.missing("000001ffffffffff", true)).isEmpty();
    }

    @Test
    void eachMissingCapabilityIsNamed() {
        assertThat(Privileges.missing("0000000000000000", true)).containsExactly("CAP_NET_ADMIN", "CAP_NET_RAW");
        assertThat(Privileges.missing("0000000000001000", true)).containsExactly("CAP_NET_RAW");
        assertThat(Privileges.missing("0000000000002000", true)).containsExactly("CAP_NET_ADMIN");
    }

    @Test
    void checkersAloneCaptureNothing() {
        assertThat(Privileges.missing("0000000000001000", false)).isEmpty();
    }
}
