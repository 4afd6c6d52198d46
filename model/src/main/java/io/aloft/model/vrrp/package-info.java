/** What one virtual router is configured to do. */
@NullMarked
package io.aloft.model.vrrp;

import org.jspecify.annotations.NullMarked;
