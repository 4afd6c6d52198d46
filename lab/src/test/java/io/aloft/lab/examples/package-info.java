/** The configurations that people start from, tried as they are. */
@NullMarked
package io.aloft.lab.examples;

import org.jspecify.annotations.NullMarked;
