package io.aloft.model.vrrp;

/**
 * One entry of {@code track_file}, {@code track_process} or {@code track_bfd}.
 *
 * @param name of what is tracked
 * @param weight -254..254, of BFD -253..253; already the object's own unless the entry overrides it; 0 means FAULT while it
 *     is bad
 * @param reverse the weight works the other way round
 */
public record TrackedObject(String name, int weight, boolean reverse) {}
