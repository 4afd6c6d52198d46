/** The conversation with the kernel's load balancing, on threads of its own: table, timeouts, marks, sync daemon. */
@NullMarked
package io.aloft.checkers.kernel;

import org.jspecify.annotations.NullMarked;
