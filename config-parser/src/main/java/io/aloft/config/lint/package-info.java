/** Questions to a configuration that is valid and may still not do what was meant. */
@NullMarked
package io.aloft.config.lint;

import org.jspecify.annotations.NullMarked;
