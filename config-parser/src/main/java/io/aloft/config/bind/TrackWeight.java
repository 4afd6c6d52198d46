package io.aloft.config.bind;

/**
 * What something tracked counts.
 *
 * @param weight 0 leads to FAULT instead
 * @param reverse it works the other way round
 */
public record TrackWeight(int weight, boolean reverse) {

    static final TrackWeight NONE = new TrackWeight(0, false);
}
