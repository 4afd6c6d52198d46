/** What virtual routers and checkers can look at: files, processes, BFD sessions. */
@NullMarked
package io.aloft.model.track;

import org.jspecify.annotations.NullMarked;
