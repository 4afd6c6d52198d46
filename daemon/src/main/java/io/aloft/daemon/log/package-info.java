/** Where log lines go: the console, the system log, or nowhere; never in the way of the VRRP loop. */
@NullMarked
package io.aloft.daemon.log;

import org.jspecify.annotations.NullMarked;
