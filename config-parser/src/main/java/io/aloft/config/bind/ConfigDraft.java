package io.aloft.config.bind;

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
    private final List<VirtualServerDraft> virtualServers = new ArrayList<>();
    private final List<SyncGroupDraft> syncGroups = new ArrayList<>();
    private final List<ScriptDraft> unbuiltScripts = new ArrayList<>();

    private final Map<TrackEntries.Kind, Map<String, Integer>> weights = new EnumMap<>(TrackEntries.Kind.class);
    private final Names names = new Names();

    /** All names with the places of their definitions and uses. */
    public Names names() {
        return names;
    }

    /** The weight of an entry: its own, else that of what it tracks. */
    public int weightOf(TrackEntries.Kind kind, TrackDraft entry) {
        Integer inherited = weights.getOrDefault(kind, Map.of()).get(entry.name());
        int standard = inherited == null ? 0 : inherited;
        return entry.weight() == null ? standard : entry.weight();
    }

    void setWeight(TrackEntries.Kind kind, String name, int weight) {
        weights.computeIfAbsent(kind, k -> new HashMap<>()).putIfAbsent(name, weight);
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

    public List<VirtualServerDraft> virtualServers() {
        return virtualServers;
    }

    public List<SyncGroupDraft> syncGroups() {
        return syncGroups;
    }

    /** Scripts of keywords that are not built yet. */
    public List<ScriptDraft> unbuiltScripts() {
        return unbuiltScripts;
    }
}
