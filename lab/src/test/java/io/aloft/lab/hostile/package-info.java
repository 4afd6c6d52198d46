/** A director whose real servers, programs and kernel do everything that servers, programs and kernels should not do. */
@NullMarked
package io.aloft.lab.hostile;

import org.jspecify.annotations.NullMarked;
