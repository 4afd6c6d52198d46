/** VRRP on the wire: bytes to values and back, and the checks that a received advertisement must pass. Pure. */
@NullMarked
package io.aloft.vrrp.packet;

import org.jspecify.annotations.NullMarked;
