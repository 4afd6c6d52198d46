package io.aloft.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.node.DirectorKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
    @Test
    void withoutArgumentsBothDirectorsAreAloft() {
        assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions.Run(DirectorKind.ALOFT, false, false));
    }

    @Test
    void thePeerAndStayingAreChosen() {
        assertThat(DemoOptions.parse(List.of("--peer", "keepalived", "--keep")))
                .isEqualTo(new DemoOptions.Run(DirectorKind.KEEPALIVED, true, false));
    }

    @Test
    void aMistakeIsNamedWithWhatWasExpected() {
        assertThat(DemoOptions.parse(List.of("--peer", "ucarp")))
                .isEqualTo(new DemoOptions.Mistake("--peer: ucarp (expected: aloft or keepalived)"));
        assertThat(DemoOptions.parse(List.of("--peer")))
                .isEqualTo(new DemoOptions.Mistake("--peer: nothing (expected: aloft or keepalived)"));
        assertThat(DemoOptions.parse(List.of("--loud"))).isEqualTo(new DemoOptions.Mistake("unknown argument: --loud"));
        assertThat(DemoOptions.parse(List.of("--lvs", "--keep"))).isInstanceOf(DemoOptions.Mistake.class);
    }
}
