package io.aloft.config;

import io.aloft.config.bind.BindContext;
import io.aloft.config.bind.Corrections;
import io.aloft.config.bind.RootBinding;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.host.HostFacts;
import io.aloft.config.origin.Origins;
import io.aloft.config.resolve.ImageResolver;
import io.aloft.config.source.ConfigText;
import io.aloft.config.source.SourceOptions;
import io.aloft.config.source.TextStages;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.SyntaxReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reads {@code keepalived.conf}: text stages, grammar, directive table, image. */
public final class ConfigLoader {

    private ConfigLoader() {}

    /**
     * Loads a configuration. Whatever the file holds, the answer is a result with diagnostics and never an exception.
     *
     * @param file the main file
     */
    public static LoadResult load(Path file, LoadOptions options, HostFacts host) {
        return read(file, options, host, false).result();
    }

    /** As {@link #load}; the statements, which take far more memory than the image, come with the result. */
    public static LoadedFile loadWithStatements(Path file, LoadOptions options, HostFacts host) {
        return read(file, options, host, true);
    }

    private static LoadedFile read(Path file, LoadOptions options, HostFacts host, boolean keepStatements) {
        var diagnostics = new Diagnostics();
        RandomGenerator random = RandomGenerator.getDefault();
        var source = new SourceOptions(
                options.configId(),
                options.environment(),
                (low, high) -> (int) random.nextLong(low, (long) high + 1),
                options.limits());
        ConfigText text = TextStages.read(file, source, diagnostics);
        if (text == null) {
            LoadResult none = result(null, Origins.none(), diagnostics, List.of(), List.of());
            return new LoadedFile(none, List.of(), new Corrections());
        }
        var context =
                new BindContext(DirectiveCatalog.standard(), diagnostics, host, options.testing(), options.origins());
        Consumer<Statement> reader = RootBinding.reader(context);
        var kept = new ArrayList<Statement>();
        SyntaxReader.read(text, diagnostics, keepStatements ? reader.andThen(kept::add) : reader);
        ImageResolver.Resolved resolved = ImageResolver.resolve(context);
        context.notYet()
                .firstUses()
                .forEach((what, location) ->
                        diagnostics.notice(Code.NOT_YET_SUPPORTED, location, "not yet supported: " + what));
        boolean refused = diagnostics.missingParameter() || diagnostics.worst() == StatusClass.STRICT_INCLUDE;
        var leftOut = new ArrayList<>(context.config().instances().keySet());
        resolved.runnable().virtualRouters().forEach(router -> leftOut.remove(router.name()));
        LoadResult result = result(
                refused ? null : resolved,
                context.origins().build(),
                diagnostics,
                leftOut,
                context.config().leftOutServers());
        return new LoadedFile(result, kept, context.corrections());
    }

    private static LoadResult result(
            ImageResolver.@Nullable Resolved resolved,
            Origins origins,
            Diagnostics diagnostics,
            List<String> leftOut,
            List<String> leftOutServers) {
        return new LoadResult(
                resolved == null ? null : resolved.image(),
                resolved == null ? null : resolved.runnable(),
                origins,
                diagnostics.list(),
                diagnostics.worst(),
                diagnostics.testExitStatus(),
                leftOut,
                leftOutServers);
    }
}
