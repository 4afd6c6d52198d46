/** The subcommands that keepalived lacks: {@code check}, {@code explain}, {@code config}. None of them touches the machine. */
@NullMarked
package io.aloft.daemon.command;

import org.jspecify.annotations.NullMarked;
