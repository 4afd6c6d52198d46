package io.aloft.model.route;

import org.jspecify.annotations.Nullable;

/**
 * What the loss of a route, a rule or a static address means.
 *
 * @param tracked it concerns the instance, or the instances of the group (false with {@code no_track})
 * @param group name of the {@code track_group} that a static entry belongs to; null for none
 */
public record EntryTracking(boolean tracked, @Nullable String group) {}
