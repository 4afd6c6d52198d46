/** Virtual addresses on real interfaces: adding, removing, announcing. */
@NullMarked
package io.aloft.vrrp.address;

import org.jspecify.annotations.NullMarked;
