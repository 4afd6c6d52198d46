/** The packet filter that virtual MAC addresses and refused traffic need, kept in the kernel. */
@NullMarked
package io.aloft.vrrp.firewall;

import org.jspecify.annotations.NullMarked;
