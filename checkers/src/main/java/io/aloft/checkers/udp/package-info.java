/** {@code UDP_CHECK}. */
@NullMarked
package io.aloft.checkers.udp;

import org.jspecify.annotations.NullMarked;
