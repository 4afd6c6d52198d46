package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.function.Consumer;

/** The top level of the file: reads every statement into the draft of the whole configuration. */
public final class RootBinding {

    static final BlockBinding<SyncGroupDraft> SYNC_GROUP = new BlockBinding<SyncGroupDraft>("vrrp_sync_group")
            .statement("group", (group, directive, statement, context) -> {
                for (Word member : ListBlock.words(statement)) {
                    group.members.add(member);
                    context.config()
                            .names()
                            .useAnywhere(
                                    Names.Kind.INSTANCE,
                                    member,
                                    "group",
                                    StatusClass.GENERAL_ERROR,
                                    "ignored",
                                    context);
                }
            })
            .flag("sync_group_tracking_weight", group -> group.memberWeights = true)
            .flag("global_tracking", group -> group.memberWeights = true)
            .with(block -> TrackEntries.addTo(block, group -> group.tracked))
            .with(block -> AlertsDraft.addTo(block, group -> group.alerts));

    static final BlockBinding<GlobalDraft> BLOCK = new BlockBinding<GlobalDraft>(DirectiveCatalog.ROOT)
            .statement(
                    "global_defs",
                    (global, directive, statement, context) ->
                            BlockReader.read(GlobalBinding.BLOCK, global, statement, context))
            .flag("linkbeat_use_polling", global -> global.placement.pollAllLinks = true)
            .word("net_namespace", (global, name) -> global.placement.netNamespace = name)
            .statement(
                    "net_namespace_ipvs",
                    (global, directive, statement, context) -> global.placement.ipvsNamespace = statement
                                    .arguments()
                                    .isEmpty()
                            ? ""
                            : firstArgument(statement).text())
            .flag("namespace_with_ipsets", global -> global.placement.ipsetsInNamespace = true)
            .flag("use_pid_dir", global -> global.placement.usePidDirectory = true)
            .word("instance", (global, name) -> global.placement.instance = name)
            .seconds("child_wait_time", (global, time) -> global.placement.childWaitTime = time)
            .statement(
                    "vrrp_script",
                    (global, directive, statement, context) -> CheckScriptBinding.open(statement, context))
            .statement(
                    "vrrp_track_process",
                    (global, directive, statement, context) -> TrackProcessDraft.open(directive, statement, context))
            .statement(
                    "track_file",
                    (global, directive, statement, context) ->
                            TrackFileDraft.open(TrackFileDraft.BLOCK, directive, statement, context))
            .statement(
                    "vrrp_track_file",
                    (global, directive, statement, context) ->
                            TrackFileDraft.open(TrackFileDraft.OLD_BLOCK, directive, statement, context))
            .statement(
                    "bfd_instance",
                    (global, directive, statement, context) -> BfdDraft.open(directive, statement, context))
            .statement(
                    "track_group",
                    (global, directive, statement, context) -> TrackGroupDraft.open(directive, statement, context))
            .statement(
                    "garp_group",
                    (global, directive, statement, context) -> GarpGroupDraft.open(directive, statement, context))
            .statement(
                    "static_ipaddress",
                    (global, directive, statement, context) -> readAddresses(directive, statement, context))
            .statement(
                    "static_routes",
                    (global, directive, statement, context) ->
                            context.config().staticRoutes().addAll(RouteEntries.read(directive, statement, context)))
            .statement(
                    "static_rules",
                    (global, directive, statement, context) ->
                            context.config().staticRules().addAll(RuleEntries.read(directive, statement, context)))
            .statement(
                    "linkbeat_interfaces",
                    (global, directive, statement, context) ->
                            statement.content().forEach(entry -> InterfaceEntries.linkbeat(entry, context)))
            .statement(
                    "interface_up_down_delays",
                    (global, directive, statement, context) ->
                            statement.content().forEach(entry -> InterfaceEntries.delays(entry, context)))
            .statement("vrrp_sync_group", (global, directive, statement, context) -> openSyncGroup(statement, context))
            .statement(
                    "vrrp_instance",
                    (global, directive, statement, context) -> InstanceBinding.open(statement, context))
            .statement("SSL", LvsKeywords::openSsl)
            .statement(
                    "virtual_server_group",
                    (global, directive, statement, context) -> ServerGroups.read(statement, context))
            .statement(
                    "virtual_server",
                    (global, directive, statement, context) -> VirtualServerBinding.open(statement, context));

    private RootBinding() {}

    /** Takes the statements of a whole configuration, one after the other; the result is {@link BindContext#config}. */
    public static Consumer<Statement> reader(BindContext context) {
        return BlockReader.rootReader(BLOCK, context.global(), context);
    }

    private static void readAddresses(Directive directive, Statement statement, BindContext context) {
        for (Statement entry : statement.content()) {
            AddressDraft address = AddressEntries.read(directive, entry, context);
            if (address != null) {
                context.config().staticAddresses().add(address);
            }
        }
    }

    private static void openSyncGroup(Statement statement, BindContext context) {
        Word name = firstArgument(statement);
        if (!context.config().names().define(Names.Kind.SYNC_GROUP, name, context)) {
            return;
        }
        var draft = new SyncGroupDraft(name.text(), statement.location());
        context.config().syncGroups().add(draft);
        BlockReader.read(SYNC_GROUP, draft, statement, context);
    }
}
