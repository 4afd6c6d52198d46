/** What a health checker is; the machinery around it is in the packages below. */
@NullMarked
package io.aloft.checkers;

import org.jspecify.annotations.NullMarked;
