package io.aloft.vrrp.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.Specs;
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
    void staticRulesCountBeforeThoseOfRoutersAndTheSameConfigurationGivesTheSameNumbers() {
        VirtualRouterSpec router = Specs.router()
                .with(s -> s.rules = List.of(rule(AddressFamily.INET, null)))
                .spec();
        ConfigImage image = ConfigImage.empty("lab")
                .withRouters(List.of(router), StaticEntries.NONE.withRules(List.of(rule(AddressFamily.INET, null))));
        ConfigImage numbered = RulePriorities.number(image);
        assertThat(numbered.statics().rules()).extracting(RuleSpec::priority).containsExactly(16384L);
        assertThat(numbered.virtualRouters().getFirst().options().rules())
                .extracting(RuleSpec::priority)
                .containsExactly(16383L);
        assertThat(RulePriorities.number(image)).isEqualTo(numbered);
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
