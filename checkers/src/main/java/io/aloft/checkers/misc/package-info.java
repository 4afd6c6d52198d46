/** {@code MISC_CHECK}. */
@NullMarked
package io.aloft.checkers.misc;

import org.jspecify.annotations.NullMarked;
