/** Runs the checks, and says what follows: to the log, to the keeper of the kernel's table, then to the rest of the program. */
@NullMarked
package io.aloft.checkers.runtime;

import org.jspecify.annotations.NullMarked;
