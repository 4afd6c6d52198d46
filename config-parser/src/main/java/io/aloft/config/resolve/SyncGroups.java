package io.aloft.config.resolve;

import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.Names;
import io.aloft.config.bind.SyncGroupDraft;
import io.aloft.config.bind.TrackDraft;
import io.aloft.config.bind.TrackEntries;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.syntax.Word;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which instance belongs to which sync group, and what that means for their tracking. */
final class SyncGroups {

    /** Membership of one instance. */
    private record Member(SyncGroupDraft group, Word word) {}

    private final ConfigDraft config;
    private final Diagnostics diagnostics;
    private final Map<String, Member> byInstance = new HashMap<>();
    private final Map<SyncGroupDraft, List<InstanceDraft>> members = new HashMap<>();

    /** Decides who belongs where and reports what is wrong with it. */
    SyncGroups(ConfigDraft config, Diagnostics diagnostics) {
        this.config = config;
        this.diagnostics = diagnostics;
        config.syncGroups().forEach(this::enlist);
        config.syncGroups().forEach(this::checkOwners);
    }

    /** The members that exist and belong to no group above, in order; a group without any is ignored. */
    List<InstanceDraft> members(SyncGroupDraft group) {
        return members.getOrDefault(group, List.of());
    }

    /** The group of an instance, or null. */
    @Nullable
    SyncGroupDraft groupOf(InstanceDraft instance) {
        Member member = byInstance.get(instance.name);
        return member == null ? null : member.group;
    }

    /** Members change state together, so their priorities must not drift apart unless the group says that this is meant. */
    boolean ignoresWeights(InstanceDraft instance) {
        SyncGroupDraft group = groupOf(instance);
        return group != null && !group.memberWeights;
    }

    private void enlist(SyncGroupDraft group) {
        var found = new ArrayList<InstanceDraft>();
        for (Word word : group.members) {
            InstanceDraft instance = config.instances().get(word.text());
            if (instance == null || !config.names().isDefined(Names.Kind.INSTANCE, word.text())) {
                // Reported with the other undefined names.
                continue;
            }
            Member known = byInstance.putIfAbsent(word.text(), new Member(group, word));
            if (known == null) {
                found.add(instance);
            } else {
                diagnostics.add(Diagnostic.error(
                                Code.MEMBER_TWICE,
                                StatusClass.GENERAL_ERROR,
                                word.location(),
                                word.text() + " is a member of " + known.group.label() + " already; ignored; "
                                        + group.label())
                        .withRelated(known.word.location()));
            }
        }
        members.put(group, found);
        if (found.isEmpty()) {
            diagnostics.error(
                    Code.SYNC_GROUP_EMPTY,
                    group.location(),
                    StatusClass.GENERAL_ERROR,
                    "no member; the group is ignored; " + group.label());
        } else if (found.size() == 1) {
            diagnostics.warning(
                    Code.SYNC_GROUP_OF_ONE,
                    group.location(),
                    StatusClass.WARNING,
                    "a sync group of one instance does nothing; " + group.label());
        }
    }

    /** Whether some member is an address owner, so that no weight of the group counts. */
    boolean hasOwner(SyncGroupDraft group) {
        return owner(group) != null;
    }

    private @Nullable InstanceDraft owner(SyncGroupDraft group) {
        return members(group).stream()
                .filter(member -> member.effectivePriority() == VirtualRouterSpec.OWNER_PRIORITY)
                .findFirst()
                .orElse(null);
    }

    /** A weight of the group would change the priority of every member, and that of an address owner is fixed. */
    private void checkOwners(SyncGroupDraft group) {
        InstanceDraft owner = owner(group);
        if (owner == null) {
            return;
        }
        members(group).stream()
                .filter(member -> member.effectivePriority() != VirtualRouterSpec.OWNER_PRIORITY)
                .findFirst()
                .ifPresent(other -> diagnostics.add(Diagnostic.warning(
                                Code.SYNC_GROUP_OWNERS,
                                StatusClass.OK,
                                group.location(),
                                owner.name + " has priority 255 and " + other.name
                                        + " has not: none of them starts as MASTER; " + group.label())
                        .withRelated(owner.location())));
        for (TrackEntries.Kind kind : TrackEntries.Kind.values()) {
            for (TrackDraft entry : group.tracked.of(kind)) {
                if (config.weightOf(kind, entry).weight() != 0) {
                    diagnostics.add(Diagnostic.error(
                                    Code.OWNER_TRACKING,
                                    StatusClass.GENERAL_ERROR,
                                    entry.location(),
                                    kind.keyword() + " " + entry.name() + " has a weight, and the priority 255 of "
                                            + owner.name + " never changes; weight 0 is used; " + group.label())
                            .withRelated(owner.location()));
                }
            }
        }
    }
}
