/** The control socket: HTTP on a Unix socket, for commands of this machine's root. */
@NullMarked
package io.aloft.daemon.http;

import org.jspecify.annotations.NullMarked;
