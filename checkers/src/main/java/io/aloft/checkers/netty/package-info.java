/** The one thread of health checking, and TCP connections made from it. */
@NullMarked
package io.aloft.checkers.netty;

import org.jspecify.annotations.NullMarked;
