/** What check results mean for checkers, real servers and virtual servers; pure. */
@NullMarked
package io.aloft.checkers.health;

import org.jspecify.annotations.NullMarked;
