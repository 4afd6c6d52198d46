/** What the kernel's table should hold for all virtual servers together; pure. */
@NullMarked
package io.aloft.checkers.table;

import org.jspecify.annotations.NullMarked;
