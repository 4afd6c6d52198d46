/** {@code SMTP_CHECK}: greeting, HELO and QUIT. */
@NullMarked
package io.aloft.checkers.smtp;

import org.jspecify.annotations.NullMarked;
