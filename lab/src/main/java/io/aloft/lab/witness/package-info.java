/** What a third party on the same LAN sees of VRRP. */
@NullMarked
package io.aloft.lab.witness;

import org.jspecify.annotations.NullMarked;
