/** Commands and long-running programs, with everything they print. */
@NullMarked
package io.aloft.lab.process;

import org.jspecify.annotations.NullMarked;
