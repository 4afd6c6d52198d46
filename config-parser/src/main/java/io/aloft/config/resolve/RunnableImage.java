package io.aloft.config.resolve;

import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.SyncGroupDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The image without what cannot run: members of groups that are not there, and scripts that nobody asks for. */
final class RunnableImage {

    private RunnableImage() {}

    /** The part of {@code image} that runs. */
    static ConfigImage of(ConfigImage image) {
        List<SyncGroupSpec> groups = groups(image);
        return new ConfigImage(
                image.global(),
                trackedScripts(image.scripts(), image.virtualRouters(), groups),
                image.tracked(),
                image.virtualRouters(),
                groups,
                image.statics(),
                image.interfaces(),
                image.virtualServerGroups(),
                image.virtualServers());
    }

    /** Groups with those of their members that run. */
    private static List<SyncGroupSpec> groups(ConfigImage image) {
        Set<String> running =
                image.virtualRouters().stream().map(VirtualRouterSpec::name).collect(Collectors.toSet());
        var groups = new ArrayList<SyncGroupSpec>();
        for (SyncGroupSpec group : image.syncGroups()) {
            List<String> members =
                    group.members().stream().filter(running::contains).toList();
            if (!members.isEmpty()) {
                groups.add(group.withMembers(members));
            }
        }
        return groups;
    }

    /** keepalived does not start when a member is invalid; here the others run, which is worth knowing of a group. */
    static void tellSmallerGroup(
            SyncGroupDraft group, List<InstanceDraft> members, Set<String> running, Diagnostics diagnostics) {
        List<String> missing = members.stream()
                .map(member -> member.name)
                .filter(name -> !running.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            diagnostics.notice(
                    Code.SYNC_GROUP_SMALLER,
                    group.location(),
                    "runs without " + String.join(", ", missing) + ", which " + (missing.size() == 1 ? "is" : "are")
                            + " left out; " + group.label());
        }
    }

    /** The scripts that some router or group tracks: the others need not be run. */
    private static List<CheckScriptSpec> trackedScripts(
            List<CheckScriptSpec> scripts, List<VirtualRouterSpec> routers, List<SyncGroupSpec> groups) {
        Set<String> needed = new HashSet<>();
        Stream.concat(
                        routers.stream().map(VirtualRouterSpec::tracking),
                        groups.stream().map(SyncGroupSpec::tracking))
                .map(Tracking::scripts)
                .forEach(tracked -> tracked.forEach(entry -> needed.add(entry.script())));
        return scripts.stream().filter(script -> needed.contains(script.name())).toList();
    }
}
