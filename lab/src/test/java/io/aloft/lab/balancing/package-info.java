/** What Aloft does to the kernel's load-balancing table, in a kernel that has one. */
@NullMarked
package io.aloft.lab.balancing;

import org.jspecify.annotations.NullMarked;
