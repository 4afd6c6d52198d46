/** Runs the operator's programs: without a shell, as the right user, with a time limit, and safely. */
@NullMarked
package io.aloft.notify.script;

import org.jspecify.annotations.NullMarked;
