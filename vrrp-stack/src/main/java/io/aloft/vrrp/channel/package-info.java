/** Frames in and out of an interface through libpcap; nothing else knows that library. */
@NullMarked
package io.aloft.vrrp.channel;

import org.jspecify.annotations.NullMarked;
