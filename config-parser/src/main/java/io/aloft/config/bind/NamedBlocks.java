package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks with a name that others use, and what blocks cannot do without. */
final class NamedBlocks {

    private static final int BFD_NAME_LENGTH = 31;

    /** Of these keywords a block needs one. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "garp_group", List.of("garp_interval", "gna_interval"),
            "vrrp_script", List.of("script"),
            "track_file", List.of("file"),
            "vrrp_track_file", List.of("file"),
            "vrrp_track_process", List.of("process"),
            "bfd_instance", List.of("neighbor_ip", "neighbour_ip"),
            "virtual_server/real_server/MISC_CHECK", List.of("misc_path"),
            "virtual_server/real_server/FILE_CHECK", List.of("track_file"),
            "virtual_server/real_server/BFD_CHECK", List.of("name"));

    private NamedBlocks() {}

    /** Reads a block that has a name; false when it cannot be used, which has been reported. */
    static <T extends Draft> boolean readNamed(
            BlockBinding<T> binding, T draft, Directive directive, Statement statement, BindContext context) {
        if (!isUsableName(directive, statement, context)) {
            return false;
        }
        boolean complete = BlockReader.read(binding, draft, statement, context);
        Names.Kind kind = Names.Kind.of(directive.keyword());
        if (!complete && kind != null && !statement.arguments().isEmpty()) {
            context.config().names().withdraw(kind, statement.arguments().getFirst());
        }
        return complete;
    }

    private static boolean isUsableName(Directive directive, Statement statement, BindContext context) {
        Names.Kind kind = directive.block().equals(DirectiveCatalog.ROOT) ? Names.Kind.of(directive.keyword()) : null;
        if (kind == null || statement.arguments().isEmpty()) {
            return true;
        }
        Word name = statement.arguments().getFirst();
        if (kind == Names.Kind.BFD && name.text().length() > BFD_NAME_LENGTH) {
            context.error(
                    Code.NAME_TOO_LONG,
                    name.location(),
                    "the name of a bfd_instance has at most " + BFD_NAME_LENGTH + " characters; the block is ignored");
            return false;
        }
        return context.config().names().define(kind, name, context);
    }

    /** Said at the closing brace, where it is certain and where keepalived says it. */
    static boolean hasRequired(String block, Set<String> written, SourceLocation closing, BindContext context) {
        List<String> anyOf = REQUIRED.getOrDefault(block, List.of());
        if (anyOf.isEmpty() || anyOf.stream().anyMatch(written::contains)) {
            return true;
        }
        context.error(
                Code.INCOMPLETE_BLOCK,
                closing,
                block.substring(block.lastIndexOf('/') + 1) + " ends without " + String.join(" or ", anyOf)
                        + "; it is ignored");
        return false;
    }
}
