/** Threads that watch what virtual routers track: files, processes, links. */
@NullMarked
package io.aloft.vrrp.watch;

import org.jspecify.annotations.NullMarked;
