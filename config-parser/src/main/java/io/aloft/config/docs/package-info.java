/** Documents that are made from the table of directives, so that they cannot disagree with the program. */
@NullMarked
package io.aloft.config.docs;

import org.jspecify.annotations.NullMarked;
