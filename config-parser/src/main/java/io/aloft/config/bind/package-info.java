/** Statements become drafts: the configuration as written, value by value. */
@NullMarked
package io.aloft.config.bind;

import org.jspecify.annotations.NullMarked;
