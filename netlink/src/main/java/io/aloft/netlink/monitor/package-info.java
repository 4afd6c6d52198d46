/** Changes of links and addresses, as the kernel tells them. */
@NullMarked
package io.aloft.netlink.monitor;

import org.jspecify.annotations.NullMarked;
