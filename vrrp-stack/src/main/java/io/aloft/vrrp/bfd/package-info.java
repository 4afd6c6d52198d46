/** Bidirectional forwarding detection (RFC 5880): packets and sessions. Pure. */
@NullMarked
package io.aloft.vrrp.bfd;

import org.jspecify.annotations.NullMarked;
