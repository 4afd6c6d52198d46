/** What a real keepalived says that it works with (SIGUSR1), compared with what Aloft reads in the same file. */
@NullMarked
package io.aloft.lab.dump;

import org.jspecify.annotations.NullMarked;
