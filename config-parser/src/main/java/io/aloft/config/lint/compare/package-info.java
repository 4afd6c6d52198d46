/** Two directors of one virtual router, side by side. */
@NullMarked
package io.aloft.config.lint.compare;

import org.jspecify.annotations.NullMarked;
