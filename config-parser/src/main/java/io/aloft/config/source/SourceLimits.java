package io.aloft.config.source;

/**
 * Bounds of the text stages: what a configuration may ask for before reading stops with an error.
 *
 * @param fileBytes size of one file
 * @param includeDepth files open inside each other
 * @param files files read in one load
 * @param generatedLines lines made by definitions, sequences and lists
 * @param nesting definitions and generators inside each other
 * @param totalCharacters of the text that all stages make together
 */
public record SourceLimits(
        long fileBytes, int includeDepth, int files, int generatedLines, int nesting, int totalCharacters) {

    /** Far above any real configuration, far below what would hurt the machine. */
    public static final SourceLimits DEFAULT = new SourceLimits(64L << 20, 64, 4096, 100_000, 64, 128 << 20);
}
