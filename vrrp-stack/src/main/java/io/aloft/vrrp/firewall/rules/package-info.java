/** The packet filter as text, and how one becomes another. */
@NullMarked
package io.aloft.vrrp.firewall.rules;

import org.jspecify.annotations.NullMarked;
