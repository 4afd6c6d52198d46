/** Generic netlink: families found by name, requests with a command. */
@NullMarked
package io.aloft.netlink.generic;

import org.jspecify.annotations.NullMarked;
