package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.track.TrackProcessSpec.ParameterMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A {@code vrrp_track_process}. */
public final class TrackProcessDraft extends Draft {

    static final BlockBinding<TrackProcessDraft> BLOCK = new BlockBinding<TrackProcessDraft>("vrrp_track_process")
            .statement(
                    "process",
                    (process, directive, statement, context) -> process.command =
                            statement.arguments().stream().map(Word::text).toList())
            .choice(
                    "param_match",
                    Map.of(
                            "",
                            ParameterMatch.EXACT,
                            "initial",
                            ParameterMatch.INITIAL,
                            "partial",
                            ParameterMatch.PARTIAL),
                    (process, match) -> process.match = match)
            .weight("weight", (process, weight, reverse) -> {
                process.weight = weight;
                process.reverse = reverse;
            })
            .statement("quorum", TrackProcessDraft::readQuorum)
            .statement("quorum_max", TrackProcessDraft::readQuorumMax)
            .duration("delay", (process, delay) -> {
                process.terminateDelay = delay;
                process.forkDelay = delay;
            })
            .duration("terminate_delay", (process, delay) -> process.terminateDelay = delay)
            .duration("fork_delay", (process, delay) -> process.forkDelay = delay)
            .flag("full_command", process -> process.fullCommand = true);

    private final String name;
    private List<String> command = List.of();
    private ParameterMatch match = ParameterMatch.EXACT;
    private int weight;
    private boolean reverse;
    private int quorum = 1;
    private @Nullable Integer quorumMax;
    private Duration terminateDelay = Duration.ZERO;
    private Duration forkDelay = Duration.ZERO;
    private boolean fullCommand;

    private TrackProcessDraft(String name, SourceLocation location) {
        super(null, "vrrp_track_process " + name, location);
        this.name = name;
    }

    static void open(Directive directive, Statement statement, BindContext context) {
        String name = firstArgument(statement).text();
        var draft = new TrackProcessDraft(name, statement.location());
        if (NamedBlocks.readNamed(BLOCK, draft, directive, statement, context)) {
            context.config().trackProcesses().putIfAbsent(name, draft);
            context.config().setWeight(TrackEntries.Kind.PROCESS, name, new TrackWeight(draft.weight, draft.reverse));
        }
    }

    private static void readQuorum(
            TrackProcessDraft process, Directive directive, Statement statement, BindContext context) {
        OptionalLong quorum = Values.number(directive, firstArgument(statement), context);
        if (quorum.isEmpty()) {
            return;
        }
        if (process.quorumMax != null && quorum.getAsLong() > process.quorumMax) {
            context.error(
                    Code.OUT_OF_RANGE,
                    statement.location(),
                    "quorum " + quorum.getAsLong() + " is above quorum_max " + process.quorumMax + ", ignored");
            return;
        }
        process.quorum = (int) quorum.getAsLong();
    }

    /** With 0 no such process may run. */
    private static void readQuorumMax(
            TrackProcessDraft process, Directive directive, Statement statement, BindContext context) {
        OptionalLong most = Values.number(directive, firstArgument(statement), context);
        if (most.isEmpty()) {
            return;
        }
        if (most.getAsLong() == 0) {
            process.quorum = 0;
        } else if (most.getAsLong() < process.quorum) {
            context.error(
                    Code.OUT_OF_RANGE,
                    statement.location(),
                    "quorum_max " + most.getAsLong() + " is below quorum " + process.quorum + ", ignored");
            return;
        }
        process.quorumMax = (int) most.getAsLong();
    }

    public TrackProcessSpec settings() {
        return new TrackProcessSpec(
                name, command, match, weight, reverse, quorum, quorumMax, terminateDelay, forkDelay, fullCommand);
    }
}
