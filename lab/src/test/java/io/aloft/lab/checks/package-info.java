/** Checkers against real networks. */
@NullMarked
package io.aloft.lab.checks;

import org.jspecify.annotations.NullMarked;
