package io.aloft.vrrp.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.RuleSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulePrioritiesTest {

    private static RuleSpec rule(@Nullable AddressFamily family, @Nullable Long priority) {
        RuleSpec any = RecordingKernel.rule("10.5.0.0", 1);
        return new RuleSpec(
                family, any.selector(), any.action(), priority, any.protocol(), any.suppression(), any.tracking());
    }

    @Test
    void eachFamilyCountsDownFrom16384AndWhatIsWrittenStays() {
        RulePriorities priorities = new RulePriorities();
        assertThat(priorities.assign(List.of(
                        rule(AddressFamily.INET, null),
                        rule(AddressFamily.INET6, null),
                        rule(AddressFamily.INET, 7L),
                        rule(null, null))))
                .extracting(RuleSpec::priority)
                .containsExactly(16384L, 16384L, 7L, 16383L);
        assertThat(priorities.assign(List.of(rule(AddressFamily.INET, null))))
                .extracting(RuleSpec::priority)
                .containsExactly(16382L);
    }
}
