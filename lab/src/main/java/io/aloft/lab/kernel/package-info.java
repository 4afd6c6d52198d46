/** Commands run inside a throw-away Linux kernel that has IPVS. */
@NullMarked
package io.aloft.lab.kernel;

import org.jspecify.annotations.NullMarked;
