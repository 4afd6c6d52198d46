/** Which interfaces virtual routers need, and what has to be done so that the host has them. */
@NullMarked
package io.aloft.vrrp.device.plan;

import org.jspecify.annotations.NullMarked;
