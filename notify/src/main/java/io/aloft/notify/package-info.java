/** Tells the operator's scripts what happened, in order, without ever holding up who reports it. */
@NullMarked
package io.aloft.notify;

import org.jspecify.annotations.NullMarked;
