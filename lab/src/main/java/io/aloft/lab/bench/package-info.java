/** Figures of Aloft beside those of the real keepalived, from one run on one machine; never an assertion. */
@NullMarked
package io.aloft.lab.bench;

import org.jspecify.annotations.NullMarked;
