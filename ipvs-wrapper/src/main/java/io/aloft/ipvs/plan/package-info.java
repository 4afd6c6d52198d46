/** Which commands turn the table that the kernel has into the one it should have; pure. */
@NullMarked
package io.aloft.ipvs.plan;

import org.jspecify.annotations.NullMarked;
