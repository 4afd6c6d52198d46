/** The demonstration that {@code ./aloft demo} plays. */
@NullMarked
package io.aloft.lab.demo;

import org.jspecify.annotations.NullMarked;
