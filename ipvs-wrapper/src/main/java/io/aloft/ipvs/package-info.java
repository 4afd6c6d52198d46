/** The kernel's IPVS table as values, and the one interface through which it is read and changed. */
@NullMarked
package io.aloft.ipvs;

import org.jspecify.annotations.NullMarked;
