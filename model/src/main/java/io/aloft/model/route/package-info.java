/** Routes and routing rules. */
@NullMarked
package io.aloft.model.route;

import org.jspecify.annotations.NullMarked;
