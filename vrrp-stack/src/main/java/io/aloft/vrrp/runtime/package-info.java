/** The one thread that owns every virtual router, and what it needs to act. */
@NullMarked
package io.aloft.vrrp.runtime;

import org.jspecify.annotations.NullMarked;
