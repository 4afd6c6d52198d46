package io.aloft.model.vrrp;

/**
 * One entry of {@code track_script}.
 *
 * @param script name of the {@code vrrp_script}
 * @param weight -253..253, already the script's own unless the entry overrides it; 0 means FAULT while it fails
 * @param reverse the weight works the other way round
 */
public record TrackedScript(String script, int weight, boolean reverse) {}
