/** {@code TCP_CHECK}. */
@NullMarked
package io.aloft.checkers.tcp;

import org.jspecify.annotations.NullMarked;
