/** The threads and sockets of BFD sessions. */
@NullMarked
package io.aloft.vrrp.bfd.runtime;

import org.jspecify.annotations.NullMarked;
