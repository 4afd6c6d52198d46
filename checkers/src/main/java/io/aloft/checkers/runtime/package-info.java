/** Runs the checks, keeps the kernel's table as health demands, and tells the rest of the program. */
@NullMarked
package io.aloft.checkers.runtime;

import org.jspecify.annotations.NullMarked;
