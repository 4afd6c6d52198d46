package io.aloft.model.vrrp;

/**
 * One entry of {@code track_interface}.
 *
 * @param name the interface
 * @param weight -253..253; 0 means FAULT while it is down
 * @param reverse the weight works while it is up instead
 */
public record TrackedInterface(String name, int weight, boolean reverse) {}
