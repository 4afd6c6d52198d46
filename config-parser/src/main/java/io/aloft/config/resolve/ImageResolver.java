package io.aloft.config.resolve;

import io.aloft.config.bind.BfdDraft;
import io.aloft.config.bind.BindContext;
import io.aloft.config.bind.CheckScriptDraft;
import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.Draft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.SyncGroupDraft;
import io.aloft.config.bind.VirtualServerDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.model.ConfigImage;
import io.aloft.model.GlobalSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.track.BfdSpec;
import io.aloft.model.track.TrackFileSpec;
import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.track.TrackedThings;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.StaticEntries.StaticAddress;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the image out of what was written. */
public final class ImageResolver {

    private final ConfigDraft config;
    private final BindContext context;
    private final Diagnostics diagnostics;
    private final ScriptResolver scripts;

    private ImageResolver(BindContext context) {
        this.config = context.config();
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.scripts = new ScriptResolver(context.host(), diagnostics, config.global());
    }

    /**
     * What a configuration means.
     *
     * @param image everything that is valid
     * @param runnable the image without names of what is not there
     */
    public record Resolved(ConfigImage image, ConfigImage runnable) {}

    /** Both images; what is invalid is reported and in neither. */
    public static Resolved resolve(BindContext context) {
        return new ImageResolver(context).resolved();
    }

    private Resolved resolved() {
        Map<String, CheckScriptSpec> checkScripts = checkScripts();
        var groups = new SyncGroups(config, diagnostics);
        var tracking = new TrackingResolver(config, checkScripts, new TrackingRules(groups, diagnostics));
        var hmac = new HmacRules(diagnostics);
        var options = new OptionsResolver(config.global(), scripts, groups, hmac);
        var instances = new InstanceResolver(config, context.host(), diagnostics, tracking, options, hmac);
        var routers = new ArrayList<VirtualRouterSpec>();
        for (InstanceDraft draft : config.instances().values()) {
            VirtualRouterSpec spec = instances.resolve(draft);
            if (spec != null) {
                routers.add(spec);
                context.origins().put(spec, draft.written());
            }
        }
        config.names().reportUndefined(diagnostics);
        List<SyncGroupSpec> syncGroups = syncGroups(groups, tracking, options, routers);
        var services = new VirtualServerResolver(config, diagnostics, scripts, context.origins());
        var virtualServers = new ArrayList<VirtualServerSpec>();
        for (VirtualServerDraft draft : config.virtualServers()) {
            VirtualServerSpec spec = services.resolve(draft);
            if (spec == null) {
                config.leftOutServers().add(draft.label());
            } else {
                virtualServers.add(spec);
                context.origins().put(spec, draft.written());
            }
        }
        GlobalSpec global = new GlobalResolver(config, scripts).resolve(context.host());
        config.names().reportUnused(diagnostics);
        scripts.reportMissingSecurity();
        var image = new ConfigImage(
                global,
                List.copyOf(checkScripts.values()),
                trackedThings(),
                routers,
                syncGroups,
                statics(),
                new LinkRules(config, context.host(), diagnostics).check(routers),
                List.copyOf(config.serverGroups().values()),
                virtualServers);
        return new Resolved(image, RunnableImage.of(image));
    }

    private List<SyncGroupSpec> syncGroups(
            SyncGroups members, TrackingResolver tracking, OptionsResolver options, List<VirtualRouterSpec> routers) {
        Set<String> running = routers.stream().map(VirtualRouterSpec::name).collect(Collectors.toSet());
        var groups = new ArrayList<SyncGroupSpec>();
        for (SyncGroupDraft draft : config.syncGroups()) {
            RunnableImage.tellSmallerGroup(draft, members.members(draft), running, diagnostics);
            var group = new SyncGroupSpec(
                    draft.name,
                    members.members(draft).stream().map(member -> member.name).toList(),
                    tracking.resolve(draft, members.hasOwner(draft)),
                    draft.memberWeights,
                    options.notifyScripts(draft.alerts),
                    options.mail(draft.alerts),
                    options.priorityChanges(draft.alerts));
            if (!group.members().isEmpty()) {
                groups.add(group);
                context.origins().put(group, draft.written());
            }
        }
        return groups;
    }

    private TrackedThings trackedThings() {
        var files = new ArrayList<TrackFileSpec>();
        var processes = new ArrayList<TrackProcessSpec>();
        var bfdInstances = new ArrayList<BfdSpec>();
        config.trackFiles().values().forEach(draft -> files.add(placed(draft.settings(), draft)));
        config.trackProcesses().values().forEach(draft -> processes.add(placed(draft.settings(), draft)));
        for (BfdDraft draft : config.bfdInstances().values()) {
            BfdSpec bfd = draft.settings();
            if (bfd != null) {
                bfdInstances.add(placed(bfd, draft));
            }
        }
        return new TrackedThings(files, processes, bfdInstances);
    }

    private <S> S placed(S spec, Draft draft) {
        context.origins().put(spec, draft.written());
        return spec;
    }

    private StaticEntries statics() {
        var addresses = config.staticAddresses().stream()
                .map(entry -> new StaticAddress(
                        AddressResolver.resolve(
                                entry, config.global().defaultInterface, config.global().defaultInterface),
                        new EntryTracking(entry.tracked(), entry.group())))
                .toList();
        return new StaticEntries(addresses, config.staticRoutes(), config.staticRules(), config.trackGroups());
    }

    /** Scripts that can run, whether something tracks them or not: keepalived counts all for its security report. */
    private Map<String, CheckScriptSpec> checkScripts() {
        var specs = new LinkedHashMap<String, CheckScriptSpec>();
        for (CheckScriptDraft draft : config.scripts().values()) {
            if (draft.userUnknown) {
                error(Code.SCRIPT_USER_UNKNOWN, draft, "its user does not exist; the vrrp_script is ignored");
                continue;
            }
            CheckScriptSpec spec = checkScript(draft);
            if (spec != null) {
                specs.put(spec.name(), spec);
                context.origins().put(spec, draft.written());
            }
        }
        return specs;
    }

    private @Nullable CheckScriptSpec checkScript(CheckScriptDraft draft) {
        ScriptCommand command = draft.script == null ? null : scripts.resolve(draft.script.withUser(draft.user));
        return command == null
                ? null
                : new CheckScriptSpec(
                        draft.name,
                        command,
                        draft.interval,
                        draft.timeout == null || draft.timeout.isZero() ? draft.interval : draft.timeout,
                        draft.weight,
                        draft.reverse,
                        draft.rise,
                        draft.fall,
                        draft.initFail);
    }

    private void error(Code code, CheckScriptDraft draft, String message) {
        diagnostics.error(code, draft.location(), StatusClass.GENERAL_ERROR, message + "; " + draft.label());
    }
}
