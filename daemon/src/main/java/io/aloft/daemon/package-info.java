/** The program: its command line, how its parts are wired, and how it starts, reloads and stops. */
@NullMarked
package io.aloft.daemon;

import org.jspecify.annotations.NullMarked;
