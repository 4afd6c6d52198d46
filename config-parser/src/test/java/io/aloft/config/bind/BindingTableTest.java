package io.aloft.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Support;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table and the binders say the same about what is built. */
class BindingTableTest {

    private static final List<BlockBinding<?>> BLOCKS = List.of(
            RootBinding.BLOCK,
            RootBinding.SYNC_GROUP,
            GlobalBinding.BLOCK,
            CheckScriptBinding.BLOCK,
            InstanceBinding.BLOCK,
            InstanceBinding.AUTHENTICATION,
            VirtualServerBinding.BLOCK,
            RealServerBinding.BLOCK,
            CheckerBinding.TCP,
            CheckerBinding.HTTP,
            CheckerBinding.URL);

    @Test
    void keywordHasABinderExactlyWhenTheTableSaysThatItIsSupported() {
        Map<String, Set<String>> bound = new HashMap<>();
        BLOCKS.forEach(block -> bound.put(block.block(), block.keywords()));
        for (Directive directive : DirectiveCatalog.standard().all()) {
            boolean has = bound.getOrDefault(directive.block(), Set.of()).contains(directive.keyword());
            boolean wanted = directive.support() == Support.FULL || directive.support() == Support.CONDITIONAL;
            if (wanted) {
                assertThat(has)
                        .as(directive.block() + " " + directive.keyword() + " " + directive.support())
                        .isTrue();
            }
        }
    }
}
