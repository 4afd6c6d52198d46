/** The canonical form of a configuration: includes, conditions and definitions resolved, one statement a line. */
@NullMarked
package io.aloft.config.print;

import org.jspecify.annotations.NullMarked;
