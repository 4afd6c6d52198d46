/** The interfaces that virtual routers need, made and kept. */
@NullMarked
package io.aloft.vrrp.device;

import org.jspecify.annotations.NullMarked;
