/** ipvsadm's command line and its texts: words become commands for the kernel, listings become lines. */
@NullMarked
package io.aloft.ipvs.admin;

import org.jspecify.annotations.NullMarked;
