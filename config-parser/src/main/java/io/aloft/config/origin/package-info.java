/** Where the objects of an image stand in the configuration. */
@NullMarked
package io.aloft.config.origin;

import org.jspecify.annotations.NullMarked;
