package io.aloft.config.lint.compare;

import io.aloft.config.origin.Origins;
import io.aloft.model.ConfigImage;

/**
 * One of two directors.
 *
 * @param image everything that is valid in its configuration
 * @param origins where its objects were written
 */
public record Director(ConfigImage image, Origins origins) {}
