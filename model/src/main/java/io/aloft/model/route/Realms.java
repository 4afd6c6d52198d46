package io.aloft.model.route;

/**
 * {@code [FROM/]TO} behind {@code realms}.
 *
 * @param from 0..255; 0 for none
 * @param to 0..255
 */
public record Realms(int from, int to) {}
