/** Pid files and signals. */
@NullMarked
package io.aloft.daemon.lifecycle;

import org.jspecify.annotations.NullMarked;
