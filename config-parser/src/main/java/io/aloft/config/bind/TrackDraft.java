package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * One line of a track block.
 *
 * @param name of what is tracked
 * @param weight null when the line gives none
 * @param reverse null when the line says nothing about it
 */
public record TrackDraft(
        String name, @Nullable Integer weight, @Nullable Boolean reverse, SourceLocation location) {}
