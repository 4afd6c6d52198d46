/** The virtual router of RFC 5798 section 6.4 as keepalived runs it: events in, actions out. Pure. */
@NullMarked
package io.aloft.vrrp.fsm;

import org.jspecify.annotations.NullMarked;
