/** One check of one or more configurations: loading, linting, and comparing two directors. */
@NullMarked
package io.aloft.config.check;

import org.jspecify.annotations.NullMarked;
