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
            LvsKeywords.SSL,
            VirtualServerBinding.BLOCK,
            RealServerBinding.BLOCK,
            CheckerBinding.TCP,
            CheckerBinding.PING,
            CheckerBinding.UDP,
            CheckerBinding.SMTP,
            CheckerBinding.SMTP_HOST,
            CheckerBinding.DNS,
            WebCheckBinding.HTTP,
            WebCheckBinding.HTTP_URL,
            WebCheckBinding.SSL,
            WebCheckBinding.SSL_URL,
            LocalCheckBinding.MISC,
            LocalCheckBinding.FILE,
            LocalCheckBinding.BFD);

    @Test
    void everyKeywordThatKeepalivedKnowsIsBound() {
        Map<String, Set<String>> bound = new HashMap<>();
        BLOCKS.forEach(block -> bound.put(block.block(), block.keywords()));
        for (Directive directive : DirectiveCatalog.standard().all()) {
            assertThat(bound.getOrDefault(directive.block(), Set.of()).contains(directive.keyword()))
                    .as(directive.block() + " " + directive.keyword() + " " + directive.support())
                    .isEqualTo(directive.support() != Support.REMOVED);
        }
    }
}
