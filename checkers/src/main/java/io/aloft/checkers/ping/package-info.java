/** {@code PING_CHECK}. */
@NullMarked
package io.aloft.checkers.ping;

import org.jspecify.annotations.NullMarked;
