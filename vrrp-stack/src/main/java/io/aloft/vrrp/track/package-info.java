/** What a virtual router watches, and what that makes of its priority and its fitness. Pure. */
@NullMarked
package io.aloft.vrrp.track;

import org.jspecify.annotations.NullMarked;
