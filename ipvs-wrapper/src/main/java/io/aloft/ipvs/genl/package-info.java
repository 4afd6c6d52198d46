/** The IPVS family of generic netlink: messages as bytes, and the client that exchanges them with the kernel. */
@NullMarked
package io.aloft.ipvs.genl;

import org.jspecify.annotations.NullMarked;
