/** {@code DNS_CHECK}. */
@NullMarked
package io.aloft.checkers.dns;

import org.jspecify.annotations.NullMarked;
