/** Words, statements and blocks with their positions; knows no keyword. */
@NullMarked
package io.aloft.config.syntax;

import org.jspecify.annotations.NullMarked;
