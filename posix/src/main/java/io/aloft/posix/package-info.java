/** System calls that the JDK does not offer, behind small Java types; the only package that imports JNA. */
@NullMarked
package io.aloft.posix;

import org.jspecify.annotations.NullMarked;
