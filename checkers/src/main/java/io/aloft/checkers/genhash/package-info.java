/** {@code genhash}'s options and output: what is asked for, and how a digest and its verbose form are printed. */
@NullMarked
package io.aloft.checkers.genhash;

import org.jspecify.annotations.NullMarked;
