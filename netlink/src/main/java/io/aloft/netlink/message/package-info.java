/** Netlink messages and attributes as bytes: encoding that cannot go wrong, decoding that never throws. */
@NullMarked
package io.aloft.netlink.message;

import org.jspecify.annotations.NullMarked;
