package io.aloft.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the table knows is read into the drafts. */
class BindingTableTest {

    private static final List<BlockBinding<?>> BLOCKS = List.of(
            RootBinding.BLOCK,
            RootBinding.SYNC_GROUP,
            TrackFileDraft.BLOCK,
            TrackFileDraft.OLD_BLOCK,
            TrackProcessDraft.BLOCK,
            BfdDraft.BLOCK,
            GarpGroupDraft.BLOCK,
            TrackGroupDraft.BLOCK,
            HmacDraft.BLOCK,
            GlobalBinding.BLOCK,
            CheckScriptBinding.BLOCK,
            InstanceBinding.BLOCK,
            InstanceBinding.AUTHENTICATION,
            VirtualServerBinding.BLOCK,
            RealServerBinding.BLOCK,
            CheckerBinding.TCP,
            CheckerBinding.HTTP,
            CheckerBinding.URL);

    /** Blocks and keywords of virtual servers, of which only those that act are bound. */
    private static boolean isOfServers(Directive directive) {
        return directive.block().startsWith("virtual_server")
                || directive.block().equals("SSL")
                || directive.block().equals(DirectiveCatalog.ROOT)
                        && directive.keyword().matches("SSL|virtual_server_group")
                || directive.block().equals("global_defs")
                        && directive
                                .keyword()
                                .matches("lvs_(timeouts|flush|sync|netlink).*|nftables_ipvs.*|rs_init_notifies"
                                        + "|no_checker_emails|checker_log_all_failures");
    }

    @Test
    void everyKeywordIsBoundUnlessItHasNoEffect() {
        Map<String, Set<String>> bound = new HashMap<>();
        BLOCKS.forEach(block -> bound.put(block.block(), block.keywords()));
        for (Directive directive : DirectiveCatalog.standard().all()) {
            boolean has = bound.getOrDefault(directive.block(), Set.of()).contains(directive.keyword());
            boolean wanted = switch (directive.support()) {
                case FULL, CONDITIONAL -> true;
                case NOT_YET, VITAL -> !isOfServers(directive);
                case NO_EFFECT, REMOVED -> false;
            };
            if (wanted) {
                assertThat(has)
                        .as(directive.block() + " " + directive.keyword() + " " + directive.support())
                        .isTrue();
            }
        }
    }
}
