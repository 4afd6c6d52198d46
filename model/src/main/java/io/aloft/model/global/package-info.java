/** What {@code global_defs} and the single keywords of the top level say, grouped by what it is about. */
@NullMarked
package io.aloft.model.global;

import org.jspecify.annotations.NullMarked;
