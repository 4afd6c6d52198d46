package io.aloft.config.bind;

import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.model.vrrp.InterfaceSettings.Delay;
import io.aloft.model.vrrp.InterfaceSettings.GarpGroup;
import io.aloft.model.vrrp.InterfaceSettings.PolledLink;
import io.aloft.model.vrrp.StaticEntries.TrackGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole configuration as written. */
public final class ConfigDraft {

    private final GlobalDraft global = new GlobalDraft();
    private final Map<String, CheckScriptDraft> scripts = new LinkedHashMap<>();
    private final Map<String, InstanceDraft> instances = new LinkedHashMap<>();
    private final Map<String, VirtualServerGroupSpec> serverGroups = new LinkedHashMap<>();
    private final List<VirtualServerDraft> virtualServers = new ArrayList<>();
    private final List<String> leftOutServers = new ArrayList<>();
    private final List<SyncGroupDraft> syncGroups = new ArrayList<>();

    private final Map<TrackEntries.Kind, Map<String, TrackWeight>> weights = new EnumMap<>(TrackEntries.Kind.class);
    private final Map<String, TrackFileDraft> trackFiles = new LinkedHashMap<>();
    private final Map<String, TrackProcessDraft> trackProcesses = new LinkedHashMap<>();
    private final Map<String, BfdDraft> bfdInstances = new LinkedHashMap<>();
    private final List<AddressDraft> staticAddresses = new ArrayList<>();
    private final List<RouteSpec> staticRoutes = new ArrayList<>();
    private final List<RuleSpec> staticRules = new ArrayList<>();
    private final List<TrackGroup> trackGroups = new ArrayList<>();
    private final List<PolledLink> polledLinks = new ArrayList<>();
    private final List<Delay> delays = new ArrayList<>();
    private final List<GarpGroup> garpGroups = new ArrayList<>();
    private final Names names = new Names();

    /** All names with the places of their definitions and uses. */
    public Names names() {
        return names;
    }

    /** What an entry counts: its own weight and direction, else those of what it names. */
    public TrackWeight weightOf(TrackEntries.Kind kind, TrackDraft entry) {
        TrackWeight standard = weights.getOrDefault(kind, Map.of()).getOrDefault(entry.name(), TrackWeight.NONE);
        return new TrackWeight(
                entry.weight() == null ? standard.weight() : entry.weight(),
                entry.reverse() == null ? standard.reverse() : entry.reverse());
    }

    void setWeight(TrackEntries.Kind kind, String name, TrackWeight weight) {
        weights.computeIfAbsent(kind, k -> new HashMap<>()).putIfAbsent(name, weight);
    }

    /** The virtual and real servers that are not served because of an error in them, as messages name them. */
    public List<String> leftOutServers() {
        return leftOutServers;
    }

    public GlobalDraft global() {
        return global;
    }

    /** By name, in order; of two with one name the first is the one that is found. */
    public Map<String, CheckScriptDraft> scripts() {
        return scripts;
    }

    /** By name, in order. */
    public Map<String, InstanceDraft> instances() {
        return instances;
    }

    /** By name, in order; an entry needs nothing that is not known when it is read. */
    public Map<String, VirtualServerGroupSpec> serverGroups() {
        return serverGroups;
    }

    public List<VirtualServerDraft> virtualServers() {
        return virtualServers;
    }

    public List<SyncGroupDraft> syncGroups() {
        return syncGroups;
    }

    /** By name, in order; of two with one name the first is the one that is found. */
    public Map<String, TrackFileDraft> trackFiles() {
        return trackFiles;
    }

    /** As {@link #trackFiles}. */
    public Map<String, TrackProcessDraft> trackProcesses() {
        return trackProcesses;
    }

    /** As {@link #trackFiles}. */
    public Map<String, BfdDraft> bfdInstances() {
        return bfdInstances;
    }

    public List<AddressDraft> staticAddresses() {
        return staticAddresses;
    }

    public List<RouteSpec> staticRoutes() {
        return staticRoutes;
    }

    public List<RuleSpec> staticRules() {
        return staticRules;
    }

    public List<TrackGroup> trackGroups() {
        return trackGroups;
    }

    List<PolledLink> polledLinks() {
        return polledLinks;
    }

    List<Delay> delays() {
        return delays;
    }

    List<GarpGroup> garpGroups() {
        return garpGroups;
    }

    /** What the top level says about interfaces; of two delays for one interface the last counts. */
    public InterfaceSettings interfaces() {
        var last = new LinkedHashMap<String, Delay>();
        delays.forEach(delay -> last.put(delay.name(), delay));
        return new InterfaceSettings(polledLinks, List.copyOf(last.values()), garpGroups);
    }
}
