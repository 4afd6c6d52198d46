package io.aloft.model.track;

import org.jspecify.annotations.Nullable;

/**
 * A {@code track_file}: its number times the weight changes a priority.
 *
 * @param name by which entries refer to it
 * @param path of the file
 * @param weight -254..254 (default 1); with 0 any number but 0 means FAULT
 * @param reverse the weight works the other way round
 * @param initial what the file is created with at start ({@code init_file}); null to leave it alone
 */
public record TrackFileSpec(
        String name,
        String path,
        int weight,
        boolean reverse,
        @Nullable Initial initial) {

    /**
     * {@code init_file}.
     *
     * @param value -254..254 (default 0)
     * @param overwrite also when the file is there
     */
    public record Initial(int value, boolean overwrite) {}
}
