/** Interfaces and packet filters of virtual routers, beside those that keepalived makes. */
@NullMarked
package io.aloft.lab.firewall;

import org.jspecify.annotations.NullMarked;
