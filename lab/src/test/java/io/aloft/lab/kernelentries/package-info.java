/** Routes and rules in the kernel, beside those that keepalived puts there. */
@NullMarked
package io.aloft.lab.kernelentries;

import org.jspecify.annotations.NullMarked;
