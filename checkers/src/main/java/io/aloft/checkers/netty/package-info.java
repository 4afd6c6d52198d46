/** The one thread of health checking, and the sockets that are opened on it. */
@NullMarked
package io.aloft.checkers.netty;

import org.jspecify.annotations.NullMarked;
