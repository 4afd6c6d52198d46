/** Directors on a LAN in virtual time: the production state machines, packets and tracking without threads, sockets and clock. */
@NullMarked
package io.aloft.vrrp.sim;

import org.jspecify.annotations.NullMarked;
